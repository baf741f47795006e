-- Remembers the key that a device showed first; whoever was earlier is right. $1 device, $2 name, $3 algorithm,
-- $4 fingerprint, $5 the key.
insert into noc.host_keys (device, name, algorithm, fingerprint, public_key)
values ($1, $2, $3, $4, $5)
on conflict on constraint host_keys_device_key do nothing
