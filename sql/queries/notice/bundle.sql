-- Once the first of them is due, all that is to be told of missed due times becomes one message: an outage is one story.
with together as materialized (
    select n.seq, n.due_at from noc.notice n
    where n.ended_at is null and n.kind = 'missed' and n.bundle is null
      and not exists (
          select 1 from noc.notice b where b.ended_at is null and b.subject = n.subject and b.seq < n.seq)
    order by n.seq
    limit 10000
)
update noc.notice n
set bundle = b.id, due_at = clock_timestamp()
from (select gen_random_uuid() as id) b
where n.seq in (select seq from together) and exists (select 1 from together where due_at <= clock_timestamp())
