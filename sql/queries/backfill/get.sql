-- The backfill whose first job is $1.
select schedule_id, schedule_version, due_from, due_through, jobs, note from noc.backfill where id = $1
