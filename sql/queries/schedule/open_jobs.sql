-- Every job of schedule $1 that has not ended.
select id from noc.live_job where schedule_id = $1 order by id
