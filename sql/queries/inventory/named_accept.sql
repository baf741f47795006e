-- Somebody looked: targets are compared anew from now on. $1 which, $2 who.
update noc.inventories set accepted_at = clock_timestamp(), accepted_by = $2 where id = $1::bigint
