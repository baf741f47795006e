select count(*) from noc.calendar_feed where user_id = $1
