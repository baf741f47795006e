-- How many jobs are in each state: live ones now, ended ones since $1, which none with an id below $2 did.
-- Those are exact up to $3 a state, newest first, so that a flood of jobs costs no more than that.
select j.state, count(*) as jobs
  from noc.live_job j
 group by j.state
union all
select s.state, ended.jobs
  from (values ('succeeded'), ('failed'), ('cancelled'), ('timed_out')) as s (state)
 cross join lateral (
    select count(*) as jobs
      from (select 1
              from noc.job_history h
             where h.state = s.state
               and h.finished_at >= $1::timestamptz
               and h.id >= $2::uuid
             order by h.id desc
             limit $3::bigint) as found
 ) as ended
