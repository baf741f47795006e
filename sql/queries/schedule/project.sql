-- The fold's newest state, in the transaction of the event that made it.
-- $1 id, $2 version, $3 position, $4 name, $5 task, $6 queue, $7 owner, $8 phase, $9 format, $10 definition,
-- $11 created, $12 changed, $13 effective, $14 cycle, $15 snoozed until, $16 tags
insert into noc.schedule
    (id, version, position, name, task, queue, owner_id, phase, format, definition, created_at, changed_at, effective_at,
     cycle, snooze_until, tags)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
on conflict (id) do update set
    version = excluded.version, position = excluded.position, name = excluded.name, task = excluded.task,
    queue = excluded.queue, owner_id = excluded.owner_id, phase = excluded.phase, format = excluded.format,
    definition = excluded.definition, changed_at = excluded.changed_at, effective_at = excluded.effective_at,
    cycle = excluded.cycle, snooze_until = excluded.snooze_until, tags = excluded.tags
