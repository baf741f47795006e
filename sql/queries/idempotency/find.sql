-- The job that user $1 made with key $2, and whether by a request like $3. jsonb
-- writes equal requests alike, whatever the order of their fields.
select k.job_id, coalesce(k.request = sha256(convert_to($3::jsonb::text, 'UTF8')), true) as same
  from noc.idempotency_key k
 where k.user_id = $1 and k.key = $2
