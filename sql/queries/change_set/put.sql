-- $1 id, $2 kind, $3 file, $4 the set it undoes, $5 actor's id, $6 actor's name, $7 note
insert into noc.change_set (id, kind, file, undoes, actor_id, actor, note, occurred_at)
values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
