select id, username, password_hash, role, is_active, created_at
from noc.app_user
where id = $1
