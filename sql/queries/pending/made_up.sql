-- Schedule $1 had $2 jobs made for past due times, the newest of them $3 (null: none). A firing decided before it
-- is decided anew. $4 and $5 the jobs counted so far. What a maintenance window still holds is looked up again.
update noc.schedule_runtime r
set manual_runs = r.manual_runs + 1, run_count = r.run_count + $2::bigint,
    last_run_at = greatest(r.last_run_at, $3::timestamptz), counted_in = $4, counted_runs = $5,
    held_due = (
        select max(l.due_through) from noc.ledger l
        where l.schedule_id = $1 and l.outcome = 'pending' and l.reason = 'maintenance')
where r.schedule_id = $1
