-- The head moves with every event, so that a firing decided on an older version
-- fails its comparison. A due time that the version before still owns stays next.
-- $1 schedules, $2 head versions, $3 effective (where a new schedule is settled through), $4 next due after that
insert into noc.schedule_runtime as r (schedule_id, head_version, settled_through, next_due)
select * from unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::timestamptz[])
on conflict (schedule_id) do update set
    head_version = excluded.head_version,
    -- What would be settled through, were it new, is from when the version is effective.
    next_due = case when r.next_due <= excluded.settled_through then r.next_due else excluded.next_due end
