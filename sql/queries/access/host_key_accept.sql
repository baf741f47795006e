-- Takes the offered key for the device's from now on, if it still is the one that was looked at. $1 id,
-- $2 fingerprint, $3 by whom.
update noc.host_keys
set algorithm = offered_algorithm, fingerprint = offered_fingerprint, public_key = offered_public_key,
    last_seen = offered_at, accepted_at = clock_timestamp(),
    accepted_by = $3, offered_algorithm = null, offered_fingerprint = null, offered_public_key = null, offered_at = null, offered_to_job = null
where id = $1 and offered_fingerprint = $2
returning id, device, name, algorithm, fingerprint, public_key, first_seen, last_seen, offered_algorithm, offered_fingerprint,
          offered_public_key, offered_at, offered_to_job, accepted_at, accepted_by
