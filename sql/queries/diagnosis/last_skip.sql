-- The newest due time of a schedule that did not become a job.
select l.due_from, l.due_through, l.due_count, l.outcome, l.reason, l.blocking_job
from noc.ledger l
where l.schedule_id = $1
order by l.due_from desc
limit 1
