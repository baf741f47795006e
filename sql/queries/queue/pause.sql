-- No job of queue $1 starts any more. Paused again it stays paused since when it was, by whom it was.
insert into noc.queue_pause as p (queue, paused_by, note)
values ($1, $2, $3)
on conflict (queue) do update set note = coalesce(excluded.note, p.note)
