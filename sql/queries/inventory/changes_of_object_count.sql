-- How often syncs changed a thing, exactly up to $2. $1 thing.
select count(*) as changes from (select from noc.inventory_changes where object_id = $1::uuid limit $2::bigint) found
