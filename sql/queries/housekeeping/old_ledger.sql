-- Skips older than $1 days, at most $2 of them.
delete from noc.ledger
where (schedule_id, due_from) in (
    select schedule_id, due_from from noc.ledger
    where due_through < clock_timestamp() - make_interval(days => $1::integer)
    order by due_through
    limit $2
)
