-- All logins of user $1 but $2 (null: all).
delete from noc.login where user_id = $1 and ($2::bytea is null or token_hash <> $2)
