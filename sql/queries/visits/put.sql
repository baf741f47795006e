-- Rows of job $1's attempt $2, in the place of what they were. $3 is a list of them.
with batch as (select nextval('noc.device_visits_revision') as revision)
insert into noc.device_visits (job_id, nth, attempt, revision, name, device_id, number, address, platform, location,
    depth, parent, via_interface, state, note, error_class, steps, neighbors, began_at, ended_at)
select $1, v.nth, $2, batch.revision, v.name, v.device_id, v.number, v.address, v.platform, v.location, v.depth,
    v.parent, v.via_interface, v.state, v.note, v.error_class, v.steps, v.neighbors, v.began_at, v.ended_at
from batch, jsonb_to_recordset($3) as v (nth integer, name text, device_id uuid, number bigint, address text,
    platform text, location text, depth integer, parent integer, via_interface text, state text, note text,
    error_class text, steps jsonb, neighbors integer, began_at timestamptz, ended_at timestamptz)
-- An attempt that was given up may still write for a moment.
where not exists (select from noc.device_visits n where n.job_id = $1 and n.attempt > $2)
on conflict on constraint device_visits_pkey do update
set attempt = excluded.attempt, revision = excluded.revision, name = excluded.name, device_id = excluded.device_id,
    number = excluded.number, address = excluded.address, platform = excluded.platform, location = excluded.location,
    depth = excluded.depth, parent = excluded.parent, via_interface = excluded.via_interface, state = excluded.state,
    note = excluded.note, error_class = excluded.error_class, steps = excluded.steps, neighbors = excluded.neighbors,
    began_at = excluded.began_at, ended_at = excluded.ended_at,
    written_at = clock_timestamp()
