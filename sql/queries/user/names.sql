-- What the users $1 are called.
select id, username from noc.app_user where id = any($1)
