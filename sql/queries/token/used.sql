update noc.api_token set last_used_at = clock_timestamp() where id = $1
