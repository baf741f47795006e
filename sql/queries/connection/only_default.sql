-- Nobody else of a kind is the default. $1 kind, $2 id of the one that is to be
update noc.connections
set is_default = false
where kind = $1 and id <> $2 and is_default
