select exists (select 1 from noc.app_user)
