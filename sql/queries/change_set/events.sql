-- Which versions of which schedules the change set $1 made, in order.
select schedule_id, version, kind from noc.schedule_event where change_set = $1 order by position
