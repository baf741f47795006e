-- Keeps the newest $2 logins of user $1: a script that logs in for every call must not fill the table.
delete from noc.login
where user_id = $1
  and token_hash in (
      select token_hash from noc.login where user_id = $1
      order by expires_at desc offset $2
  )
