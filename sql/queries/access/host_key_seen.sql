-- A device showed the key that it is known by: an offer of another one is over. $1 device, $2 name, $3 fingerprint.
update noc.host_keys
set last_seen = clock_timestamp(), name = $2, offered_algorithm = null, offered_fingerprint = null, offered_public_key = null, offered_at = null,
    offered_to_job = null
where device = $1 and fingerprint = $3
