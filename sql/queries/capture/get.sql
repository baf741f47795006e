-- One capture.
select c.id, c.kind, c.device_id, d.number, c.device_name, c.platform, c.version, c.status, c.job_id, c.promoted_from,
       c.taken_at, c.taken_by, c.notes, c.changed,
       c.version is not null and c.version = v.version as current,
       o.commands, o.answered, o.differing
from noc.captures c
left join noc.devices d on d.id = c.device_id
left join noc.capture_versions v on v.device_id = c.device_id
cross join lateral (
    select count(*) as commands, count(*) filter (where status = 'ok') as answered,
           count(*) filter (where change = 'changed') as differing
    from noc.capture_outputs where capture_id = c.id
) o
where c.id = $1
