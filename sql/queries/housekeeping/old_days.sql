-- Daily counts older than $1 days.
delete from noc.ledger_day where day < (clock_timestamp() at time zone 'UTC')::date - $1::integer
