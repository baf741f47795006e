-- $1 id, $2 name, $3 role, $4 active, $5 password's hash (null: as it is)
update noc.app_user
set username = $2, role = $3, is_active = $4, password_hash = coalesce($5, password_hash)
where id = $1
returning id, username, password_hash, role, is_active, created_at
