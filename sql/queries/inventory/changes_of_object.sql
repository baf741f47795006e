-- What syncs changed of one thing, newest first. $1 thing, $2 before this change, $3 at most so many.
select ch.id, ch.sync_id, ch.kind, ch.object_id, ch.name, ch.change, ch.fields, ch.at, s.job_id, s.connection
from noc.inventory_changes ch
left join noc.syncs s on s.id = ch.sync_id
where ch.object_id = $1::uuid and ($2::bigint is null or ch.id < $2)
order by ch.id desc
limit $3::bigint
