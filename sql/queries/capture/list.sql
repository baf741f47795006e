-- Captures, newest first. $1 of this kind, $2 of this device, $3 of this job, $4 only those that differed, $5 words in
-- names, $6 before this one, $7 how many
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
where ($1::text is null or c.kind = $1) and ($2::uuid is null or c.device_id = $2) and ($3::uuid is null or c.job_id = $3)
  and ($4::boolean is null or c.changed = $4) and lower(c.device_name) like all ($5::text[])
  and ($6::uuid is null or c.id < $6)
order by c.id desc
limit $7
