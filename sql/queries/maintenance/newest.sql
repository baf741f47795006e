-- The newest version of each window, or of $1 alone; the newest windows first, at most $2.
select w.id, w.version, w.format, w.definition, w.effective_at, w.ended_at, w.written_by, w.ended_by,
       f.effective_at as created_at, f.written_by as created_by
from noc.maintenance_window w
join noc.maintenance_window f on f.id = w.id and f.version = 1
where ($1::uuid is null or w.id = $1)
  and w.version = (select max(n.version) from noc.maintenance_window n where n.id = w.id)
order by f.effective_at desc, w.id
limit $2::bigint
