-- How many schedules there were at $1: those that had come, without those that had gone.
select count(*) filter (where kind in ('created', 'restored')) - count(*) filter (where kind = 'deleted')
from noc.schedule_event
where occurred_at <= $1 and kind in ('created', 'restored', 'deleted')
