-- The feeds of user $1, newest first, at most $2.
select f.id, f.name, f.tag, f.queue, f.task, f.owner_id, f.created_at, f.last_used_at, o.username as owner_username
from noc.calendar_feed f
left join noc.app_user o on o.id = f.owner_id
where f.user_id = $1
order by f.created_at desc, f.id
limit $2
