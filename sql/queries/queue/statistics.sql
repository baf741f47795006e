-- What lies in each queue and rank.
select j.queue, j.priority,
       count(*) filter (where j.state in ('queued', 'retrying') and j.waits_for is null and j.ready_at <= clock_timestamp()) as ready,
       count(*) filter (where j.state = 'running') as running,
       count(*) filter (where j.state <> 'running' and (j.waits_for is not null or j.ready_at > clock_timestamp())) as waiting,
       min(j.ready_at) filter (where j.state in ('queued', 'retrying') and j.waits_for is null and j.ready_at <= clock_timestamp()) as oldest_ready
  from noc.live_job j
 group by j.queue, j.priority
 order by j.queue, j.priority
