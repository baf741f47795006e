-- Feed $1 of user $2; of anybody when $2 is null.
delete from noc.calendar_feed where id = $1 and ($2::uuid is null or user_id = $2)
