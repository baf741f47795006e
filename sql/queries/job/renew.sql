-- Exactly these attempts, and only while they are still this worker's. Locked
-- in the order of ids, as everywhere, before they are changed.
-- $1 worker id, $2 jobs and $3 attempts, $4 seconds of the lease.
with mine as materialized (
    select j.id
      from noc.live_job j
      join unnest($2::uuid[], $3::smallint[]) as t (id, attempt) on j.id = t.id and j.attempt = t.attempt
     where j.worker_id = $1::uuid and j.state = 'running'
     order by j.id
       for update of j
)
update noc.live_job j
   set lease_until = clock_timestamp() + make_interval(secs => $4::float8)
  from mine
 where j.id = mine.id
returning j.id, j.attempt, j.cancel_requested_at is not null as cancel_requested
