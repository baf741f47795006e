-- The rows of schedule $1 that the due times $2 lie in.
select d.due_at, l.due_from, l.due_through, l.due_count::bigint as due_count, l.outcome, l.reason, l.schedule_version,
       l.blocking_job, l.decided_by
from unnest($2::timestamptz[]) as d (due_at)
cross join lateral (
    select * from noc.ledger e where e.schedule_id = $1::uuid and e.due_from <= d.due_at order by e.due_from desc limit 1
) l
where l.due_through >= d.due_at
