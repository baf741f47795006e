-- A test of what it was says nothing of what it is.
-- $1 id, $2 name, $3 url, $4 site, $5 username, $6 secret, $7 verify TLS, $8 in flight, $9 default, $10 by whom
update noc.connections
set name = $2, url = $3, site = $4, username = $5, secret = $6, verify_tls = $7, max_in_flight = $8, is_default = $9,
    updated_by = $10, updated_at = clock_timestamp(), version = version + 1,
    checked_at = null, check_ok = null, check_detail = null
where id = $1
