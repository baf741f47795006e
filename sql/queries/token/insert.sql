-- $1 id, $2 user, $3 name, $4 role, $5 hash, $6 expires
insert into noc.api_token (id, user_id, name, role, token_hash, expires_at)
values ($1, $2, $3, $4, $5, $6)
returning id, name, role, created_at, expires_at, last_used_at
