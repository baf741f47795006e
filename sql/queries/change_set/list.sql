-- Change sets, newest first, those before $1 (null: from the newest), at most $2; or the one $3.
select c.id, c.kind, c.file, c.undoes, c.actor_id, c.actor, c.note, c.occurred_at,
       (select count(*) from noc.schedule_event e where e.change_set = c.id) as events,
       (select u.id from noc.change_set u where u.undoes = c.id order by u.occurred_at desc limit 1) as undone_by
from noc.change_set c
where ($1::timestamptz is null or c.occurred_at < $1) and ($3::uuid is null or c.id = $3)
order by c.occurred_at desc
limit $2
