-- A job of schedule $1 that has not ended.
select id, state from noc.live_job where schedule_id = $1 order by id limit 1
