-- The user named $1, active or not.
select id, username, password_hash, role, is_active, created_at
from noc.app_user
where lower(username) = lower($1)
