-- The first due time of schedule $1 that is not settled.
select next_due from noc.schedule_runtime where schedule_id = $1
