-- What people asked of jobs, kept as long as it matters.

-- The SHA-256 of the request that used the key: the same key with another request
-- is refused. Null for keys of the time before this column.
alter table noc.idempotency_key add column request bytea;

-- When somebody asked a running job to stop; it may have ended much later.
alter table noc.job_history add column cancel_requested_at timestamptz;
