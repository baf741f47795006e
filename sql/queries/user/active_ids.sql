-- The active users of the names $1, in small letters.
select lower(username) as username, id from noc.app_user where lower(username) = any($1) and is_active
