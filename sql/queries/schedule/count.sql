-- How many schedules match $1 to $10 (see noc.matching_schedules); exact up to $11.
select count(*)
from (select 1 from noc.matching_schedules($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) limit $11) matching
