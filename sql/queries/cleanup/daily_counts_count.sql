-- Daily counts older than $1 days.
select count(*) as found, 0::bigint as kept from noc.ledger_day where day < (clock_timestamp() at time zone 'UTC')::date - $1::integer
