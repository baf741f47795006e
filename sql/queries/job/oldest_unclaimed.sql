-- Since when the oldest job that was handed over has been waiting for a worker.
select min(j.ready_at) as ready_at
  from noc.live_job j
 where j.handed_over and j.state in ('queued', 'retrying')
   and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
