-- $1 id, $2 kind, $3 name, $4 url, $5 site, $6 username, $7 secret, $8 verify TLS, $9 in flight, $10 default, $11 by whom
insert into noc.connections
    (id, kind, name, url, site, username, secret, verify_tls, max_in_flight, is_default, updated_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
