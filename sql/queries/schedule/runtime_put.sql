-- The head moves with every event, so that a firing decided on an older version
-- fails its comparison. A due time that the version before still owns stays next.
-- $1 schedule, $2 head version, $3 effective (where a new schedule is settled through), $4 next due after that
insert into noc.schedule_runtime as r (schedule_id, head_version, settled_through, next_due)
values ($1, $2, $3, $4)
on conflict (schedule_id) do update set
    head_version = excluded.head_version,
    next_due = case when r.next_due <= $3 then r.next_due else excluded.next_due end
