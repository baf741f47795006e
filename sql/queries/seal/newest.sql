-- The newest seal, and the newest event.
select s.position, s.hash, (select coalesce(max(e.position), 0) from noc.schedule_event e) as newest_event
from (values (true)) as always (row)
left join (select position, hash from noc.schedule_event_seal order by position desc limit 1) as s on true
