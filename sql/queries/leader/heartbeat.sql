-- Once a second, on the connection that holds the leader's lock: is it still our
-- term, what is new, and has a job been waiting that Redis should have delivered?
select l.term, l.windows_revision, clock_timestamp() as now,
       (select coalesce(max(position), 0) from noc.schedule_event) as position,
       exists (select 1 from noc.live_job) as any_live,
       exists (
           select 1 from noc.live_job j
           where not j.handed_over and j.waits_for is null and j.ready_at <= statement_timestamp()
             and j.state <> 'running'
             and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
       ) as to_hand_over,
       o.queue as oldest_queue, extract(epoch from clock_timestamp() - o.ready_at)::float8 as oldest_age
from noc.leader l
left join lateral (
    select j.queue, j.ready_at from noc.live_job j
    where j.handed_over and j.state in ('queued', 'retrying')
      and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
    order by j.id limit 1
) o on true
