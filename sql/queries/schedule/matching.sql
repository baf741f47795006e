-- The schedules that match $1 to $10 (see noc.matching_schedules), by name, at most $11, each with its version.
select s.id, s.version
from noc.matching_schedules($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) s
order by lower(s.name), s.id
limit $11
