-- $1 schedule, $2 version, $3 kind, $4 format, $5 data, $6 actor's id, $7 actor's name, $8 note, $9 effective
insert into noc.schedule_event (schedule_id, version, kind, format, data, actor_id, actor, note, effective_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning position, occurred_at
