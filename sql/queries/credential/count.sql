-- How many one person has, or how many are shared ($1 null).
select count(*) from noc.credentials where owner_id is not distinct from $1
