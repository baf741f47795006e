-- Those of this worker's attempts that somebody wants stopped.
-- $1 worker id, $2 the jobs it runs: named, so that it need not read all that run elsewhere.
select j.id, j.attempt
  from noc.live_job j
 where j.id = any ($2::uuid[]) and j.worker_id = $1::uuid and j.cancel_requested_at is not null
