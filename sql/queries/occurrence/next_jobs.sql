-- The first due times of schedule $1 after $2 that became jobs; $3 are ids that sort like those due times.
select t.after, (
    select min(n.due_at)
    from (
        (select h.due_at from noc.job_history h
          where h.schedule_id = $1::uuid and h.id > t.low and h.trigger in ('schedule', 'catch_up') and h.due_at > t.after
          order by h.id limit 1)
        union all
        (select min(j.due_at) from noc.live_job j
          where j.schedule_id = $1 and j.trigger in ('schedule', 'catch_up') and j.due_at > t.after)
    ) n
) as due_at
from unnest($2::timestamptz[], $3::uuid[]) as t (after, low)
