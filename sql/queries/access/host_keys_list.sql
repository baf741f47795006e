-- Known keys by name; with $1 only those of which another was shown. $2 patterns of words, $3 how many, $4 from which on.
select id, device, name, algorithm, fingerprint, public_key, first_seen, last_seen, offered_algorithm, offered_fingerprint,
       offered_public_key, offered_at, offered_to_job, accepted_at, accepted_by, count(*) over () as total
from noc.host_keys
where (not $1 or offered_at is not null)
  and lower(name || ' ' || device || ' ' || fingerprint) like all ($2::text[])
order by (offered_at is null), lower(name), id
limit $3 offset $4
