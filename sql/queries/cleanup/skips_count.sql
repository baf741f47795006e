-- Skips older than $1 days.
select count(*) as found, 0::bigint as kept from noc.ledger where due_through < clock_timestamp() - make_interval(days => $1::integer)
