-- The schedule $1 held against firing, with what a run by hand depends on.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, r.head_version,
       coalesce((select u.is_active from noc.app_user u where u.id = s.owner_id), false) as owner_active
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
where s.id = $1
for update of s, r
