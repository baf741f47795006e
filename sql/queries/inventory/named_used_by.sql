-- The live schedules that aim at an inventory, the first $2. $1 which, as text.
select s.id, s.name
from noc.schedule s
where s.phase <> 'deleted' and s.definition -> 'kwargs' ->> 'inventory_id' = $1::text
order by s.name
limit $2::bigint
