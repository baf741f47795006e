-- $1 id, $2 owner (null: shared), $3 name, $4 username, $5 has a password, $6 a key, $7 an enable password,
-- $8 secret, $9 scope, $10 by whom
insert into noc.credentials
    (id, owner_id, name, username, has_password, has_key, has_enable, secret, scope, updated_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
