-- Changes one ($1): $2 name, $3 description, $4 conditions, $5 devices, $6 most change in percent, $7 by whom.
update noc.inventories
set name = $2, description = $3, conditions = $4, devices = $5, max_change_percent = $6, updated_by = $7,
    updated_at = clock_timestamp(), version = version + 1
where id = $1::bigint
