-- The tokens of user $1, newest first, at most $2.
select id, name, role, created_at, expires_at, last_used_at
from noc.api_token
where user_id = $1
order by created_at desc, id
limit $2
