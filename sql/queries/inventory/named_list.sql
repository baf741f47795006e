-- Named inventories by name: all, or $1; with $2 the pattern of the name or description.
select i.id, i.name, i.description, i.conditions, i.devices, i.max_change_percent, i.version, i.created_at, i.updated_at,
       i.updated_by, i.accepted_at, i.accepted_by
from noc.inventories i
where ($1::bigint is null or i.id = $1)
  and ($2::text is null or lower(i.name || ' ' || i.description) like $2)
order by lower(i.name), i.id
limit $3::bigint
