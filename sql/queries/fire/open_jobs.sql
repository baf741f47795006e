-- The open jobs of schedule $1, oldest first, which is the lock order; held so that none can end before the
-- transaction does: a job that is to wait for one is then seen by whoever ends it.
-- More than a thousand at once matter to nobody: one to wait for is enough.
select id, state = 'running' as running from noc.live_job where schedule_id = $1 order by id limit 1000 for share
