-- A device showed another key than the one it is known by. $1 device, $2 algorithm, $3 fingerprint, $4 the key, $5 job.
update noc.host_keys
set offered_algorithm = $2, offered_fingerprint = $3, offered_public_key = $4, offered_at = clock_timestamp(),
    offered_to_job = $5
where device = $1 and fingerprint <> $3
