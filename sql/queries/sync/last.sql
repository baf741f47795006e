-- The newest sync of the same connection and filter that ended, before this one.
-- $1 kind, $2 connection, $3 filter, $4 this one
select id, ended_at, complete, counts
from noc.syncs
where kind = $1 and connection_id = $2 and filter = $3 and id < $4 and ended_at is not null
order by id desc
limit 1
