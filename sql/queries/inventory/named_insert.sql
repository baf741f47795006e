-- A new one: $1 name, $2 description, $3 conditions, $4 devices, $5 most change in percent, $6 by whom.
insert into noc.inventories (name, description, conditions, devices, max_change_percent, updated_by)
values ($1, $2, $3, $4, $5, $6)
returning id
