-- The key that a device is known by. $1 device.
select id, device, name, algorithm, fingerprint, public_key, first_seen, last_seen, offered_algorithm, offered_fingerprint,
       offered_public_key, offered_at, offered_to_job, accepted_at, accepted_by
from noc.host_keys where device = $1
