-- In how many seconds the next message may be sent; null where none waits.
select extract(epoch from min(n.due_at) - clock_timestamp())::float8
from noc.notice n
where n.ended_at is null
  and not exists (select 1 from noc.notice b where b.ended_at is null and b.subject = n.subject and b.seq < n.seq)
