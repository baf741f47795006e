-- Forgets a key: the next one that the device shows is its first. $1 id.
delete from noc.host_keys where id = $1
