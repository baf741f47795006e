-- How long a task's jobs usually take, in seconds: the median of its successes among the newest 2,000 ended jobs. $1 task.
select percentile_cont(0.5) within group (order by extract(epoch from newest.finished_at - newest.claimed_at))::double precision
  from (select h.task, h.state, h.claimed_at, h.finished_at
          from noc.job_history h
         order by h.id desc
         limit 2000) newest
 where newest.task = $1::text and newest.state = 'succeeded' and newest.claimed_at is not null
