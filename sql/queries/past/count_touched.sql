-- How many schedules something happened to after $1 and until $2, $3 at most.
select count(*)
from (select distinct schedule_id from noc.schedule_event where occurred_at > $1 and occurred_at <= $2 limit $3) as touched
