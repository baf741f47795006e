-- $1 id, $2 name, $3 username, $4 has a password, $5 a key, $6 an enable password, $7 secret, $8 scope, $9 by whom
update noc.credentials
set name = $2, username = $3, has_password = $4, has_key = $5, has_enable = $6, secret = $7, scope = $8,
    updated_by = $9, updated_at = clock_timestamp(), version = version + 1
where id = $1
