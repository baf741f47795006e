-- How many due times of schedule $1 are pending from $2 to $3, those of rows that reach out of the range included.
select coalesce(sum(due_count), 0)::bigint as due_times
from noc.ledger
where schedule_id = $1 and outcome = 'pending' and due_through >= $2 and due_from <= $3
