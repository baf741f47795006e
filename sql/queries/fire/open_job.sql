-- The newest open job of schedule $1, held so that it cannot end before the
-- transaction does: a job that is to wait for it is then seen by whoever ends it.
select id from noc.live_job where schedule_id = $1 order by id desc limit 1 for share
