-- What is pending of schedule $1 from $2 to $3, oldest first, held until the transaction ends.
select due_from, due_through, due_count, reason, schedule_version, recorded_at
from noc.ledger
where schedule_id = $1 and outcome = 'pending' and due_through >= $2 and due_from <= $3
order by due_from
for update
