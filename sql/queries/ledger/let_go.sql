-- The windows over schedule $1 have ended: what they held is skipped, but for the newest due time.
-- That row ends at $2, the due time before it, or goes where $2 is null.
with newest as (
    select due_from from noc.ledger
    where schedule_id = $1 and outcome = 'pending' and reason = 'maintenance'
    order by due_from desc limit 1
),
gone as (
    delete from noc.ledger l using newest n
    where l.schedule_id = $1 and l.due_from = n.due_from and $2::timestamptz is null
)
update noc.ledger l
set outcome = 'skipped',
    due_through = case when l.due_from = n.due_from then $2 else l.due_through end,
    due_count = case when l.due_from = n.due_from then l.due_count - 1 else l.due_count end
from newest n
where l.schedule_id = $1 and l.outcome = 'pending' and l.reason = 'maintenance'
  and (l.due_from <> n.due_from or $2::timestamptz is not null)
