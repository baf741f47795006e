-- $1 id, $2 name, $3 password's hash, $4 role
insert into noc.app_user (id, username, password_hash, role)
values ($1, $2, $3, $4)
returning id, username, password_hash, role, is_active, created_at
