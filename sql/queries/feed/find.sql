-- The feed behind the hash $1, while whoever made it may log in, and whether its use is to be noted:
-- at most once a minute.
select f.id, f.name, f.tag, f.queue, f.task, f.owner_id, f.created_at, f.last_used_at, o.username as owner_username,
       (f.last_used_at is null or f.last_used_at < clock_timestamp() - interval '1 minute') as note_use
from noc.calendar_feed f
join noc.app_user u on u.id = f.user_id
left join noc.app_user o on o.id = f.owner_id
where f.token_hash = $1 and u.is_active
