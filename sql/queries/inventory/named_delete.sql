-- $1 which.
delete from noc.inventories where id = $1::bigint
