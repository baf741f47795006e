-- Counted, and seen by a firing that judged overlap before it.
update noc.schedule_runtime
set manual_runs = manual_runs + 1, run_count = run_count + 1,
    last_run_at = greatest(last_run_at, clock_timestamp())
where schedule_id = $1
