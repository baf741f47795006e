-- What a sync changed, in the order in which it did. $1 sync, $2 kinds of change, $3 pattern of the name, $4 after
-- this change, $5 at most so many.
select ch.id, ch.sync_id, ch.kind, ch.object_id, ch.name, ch.change, ch.fields, ch.at, s.job_id, s.connection
from noc.inventory_changes ch
left join noc.syncs s on s.id = ch.sync_id
where ch.sync_id = $1::uuid
  and ($2::text[] is null or ch.change = any ($2))
  and ($3::text is null or lower(ch.name) like $3)
  and ($4::bigint is null or ch.id > $4)
order by ch.id
limit $5::bigint
