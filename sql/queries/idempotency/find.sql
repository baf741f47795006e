-- The job that user $1 made with key $2.
select job_id from noc.idempotency_key where user_id = $1 and key = $2
