-- Everything that syncs of a kind changed after one and up to another, thing by thing and oldest first.
-- $1 kind, $2 after this sync, $3 up to this one, $4 at most so many.
select ch.object_id, ch.name, ch.change, ch.fields
from noc.syncs s
join noc.inventory_changes ch on ch.sync_id = s.id
where s.kind = $1 and s.id > $2::uuid and s.id <= $3::uuid
order by ch.object_id, ch.id
limit $4::bigint
