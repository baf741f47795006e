-- One due time that became no job. $1 schedule, $2 due time, $3 reason, $4 version, $5 the job in the way.
insert into noc.ledger (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version, blocking_job)
values ($1, $2, $2, 1, 'skipped', $3, $4, $5)
on conflict (schedule_id, due_from) do nothing
