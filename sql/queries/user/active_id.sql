-- The active user named $1.
select id from noc.app_user where lower(username) = lower($1) and is_active
