-- When the next job becomes ready that waits for nothing but its time.
select min(j.ready_at) as ready_at
  from noc.live_job j
 where not j.handed_over and j.waits_for is null and j.ready_at > statement_timestamp()
