-- Nothing of schedule $1 is held any more. $2 the due time that became a job (null: none),
-- $3 and $4 the jobs counted so far, it included.
update noc.schedule_runtime
set held_due = null,
    run_count = run_count + case when $2::timestamptz is null then 0 else 1 end,
    last_run_at = greatest(last_run_at, $2),
    counted_in = $3, counted_runs = $4
where schedule_id = $1
