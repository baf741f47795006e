-- What a device is expected to say: to each command what it answered in the newest baseline that has an answer to it.
-- $1 device, $2 of baselines before this version
select distinct on (o.command) o.command, o.capture_id, c.version, o.position, o.raw, o.normal, o.parsed
from noc.captures c
join noc.capture_outputs o on o.capture_id = c.id
where c.device_id = $1 and c.version < $2 and o.status = 'ok'
order by o.command, c.version desc
