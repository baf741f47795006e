-- Logins and tokens go with the user.
delete from noc.app_user where id = $1
