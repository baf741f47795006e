-- The newest thousand open jobs of schedule $1, oldest first, which is the lock order;
-- held so that none can end before the transaction does: a job that is to wait for
-- one is then seen by whoever ends it. The last of them is whom the next one waits for.
select id, state = 'running' as running from noc.live_job
where id in (select j.id from noc.live_job j where j.schedule_id = $1 order by j.id desc limit 1000)
order by id for share
