-- Everybody, at most $1.
select id, username, password_hash, role, is_active, created_at
from noc.app_user
order by lower(username)
limit $1
