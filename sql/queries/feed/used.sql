update noc.calendar_feed set last_used_at = clock_timestamp() where id = $1
