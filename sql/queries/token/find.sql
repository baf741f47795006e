-- Who is behind the token $1, if it still counts, and whether its use is to be noted:
-- at most once a minute, for a write at every request would cost more than the request.
select u.id, u.username, u.role as user_role, t.role, t.id as token_id,
       (t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute') as note_use
from noc.api_token t
join noc.app_user u on u.id = t.user_id
where t.token_hash = $1 and (t.expires_at is null or t.expires_at > clock_timestamp()) and u.is_active
