-- The same key, sealed anew. $1 as it was, $2 as it is
update noc.archive_key set sealed = $2 where sealed = $1
