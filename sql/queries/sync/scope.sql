-- The scope of a filter, if a complete sync made one. $1 kind, $2 connection, $3 filter
select id from noc.sync_scopes where kind = $1 and connection_id = $2 and filter = $3
