-- The schedules $1 as they stand, deleted ones too, and what their owners are called.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, r.settled_through, r.head_version,
       u.username as owner_username
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
left join noc.app_user u on u.id = s.owner_id
where s.id = any($1)
