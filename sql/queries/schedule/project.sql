-- The folds' newest states, in the transaction of the events that made them; each schedule once.
-- $1 ids, $2 versions, $3 positions, $4 phases, $5 formats, $6 definitions, $7 created, $8 changed, $9 effective, $10 cycles
insert into noc.schedule
    (id, version, position, name, task, queue, owner_id, phase, format, definition, created_at, changed_at, effective_at,
     cycle, snooze_until, tags)
select s.id, s.version, s.position, s.definition ->> 'name', s.definition ->> 'task', s.definition ->> 'queue',
    (s.definition ->> 'owner')::uuid, s.phase, s.format, s.definition, s.created_at, s.changed_at, s.effective_at, s.cycle,
    (s.definition ->> 'snooze_until')::timestamptz,
    array(select jsonb_array_elements_text(coalesce(s.definition -> 'tags', '[]')))
from unnest($1::uuid[], $2::integer[], $3::bigint[], $4::text[], $5::smallint[], $6::jsonb[], $7::timestamptz[],
            $8::timestamptz[], $9::timestamptz[], $10::integer[])
         as s (id, version, position, phase, format, definition, created_at, changed_at, effective_at, cycle)
on conflict (id) do update set
    version = excluded.version, position = excluded.position, name = excluded.name, task = excluded.task,
    queue = excluded.queue, owner_id = excluded.owner_id, phase = excluded.phase, format = excluded.format,
    definition = excluded.definition, changed_at = excluded.changed_at, effective_at = excluded.effective_at,
    cycle = excluded.cycle, snooze_until = excluded.snooze_until, tags = excluded.tags
