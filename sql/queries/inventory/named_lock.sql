-- A named inventory ($1), held until the transaction ends.
select i.id, i.name, i.description, i.conditions, i.devices, i.max_change_percent, i.version, i.created_at, i.updated_at,
       i.updated_by, i.accepted_at, i.accepted_by
from noc.inventories i
where i.id = $1::bigint
for update
