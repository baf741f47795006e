-- How many outages are kept, exact up to $1.
select count(*) from (select 1 from noc.outage limit $1) known
