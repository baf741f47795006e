-- What a test of the version that was tested brought. $1 id, $2 version, $3 whether it went well, $4 in words
update noc.connections
set checked_at = clock_timestamp(), check_ok = $3, check_detail = $4
where id = $1 and version = $2
returning checked_at
