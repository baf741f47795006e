-- Who is behind the login $1, if it still counts.
select u.id, u.username, u.role, l.expires_at,
       extract(epoch from l.expires_at - clock_timestamp())::float8 as seconds_left
from noc.login l
join noc.app_user u on u.id = l.user_id
where l.token_hash = $1 and l.expires_at > clock_timestamp() and u.is_active
