-- What maintenance windows hold of schedule $1, newest first.
select due_from, due_through, due_count, schedule_version
from noc.ledger
where schedule_id = $1 and outcome = 'pending' and reason = 'maintenance'
order by due_from desc
