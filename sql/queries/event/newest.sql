-- The position of the newest event.
select coalesce(max(position), 0) from noc.schedule_event
