delete from noc.login where expires_at < clock_timestamp()
