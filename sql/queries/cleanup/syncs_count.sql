-- Syncs that ended, or broke off, more than $1 days ago; kept are those with which the next one is compared.
select count(*) filter (where not needed) as found, count(*) filter (where needed) as kept
from (
    select exists (select from noc.sync_scopes p where p.sync_id = s.id)
           or s.ended_at is not null and not exists (
               select from noc.syncs n
               where n.kind = s.kind and n.connection_id = s.connection_id and n.filter = s.filter
                 and n.id > s.id and n.ended_at is not null
           ) as needed
    from noc.syncs s
    where coalesce(s.ended_at, s.began_at) < clock_timestamp() - make_interval(days => $1::integer)
) old
