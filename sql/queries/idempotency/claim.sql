-- The key $2 of user $1 for job $3, used by request $4; no row when it was used before. A second
-- caller with the same key waits here for the first one's commit.
insert into noc.idempotency_key (user_id, key, job_id, request)
values ($1, $2, $3, sha256(convert_to($4::jsonb::text, 'UTF8')))
on conflict on constraint idempotency_key_pkey do nothing
returning job_id
