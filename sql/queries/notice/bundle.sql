-- What is to be told of missed due times now becomes one message: an outage is one story.
with together as (
    select n.seq from noc.notice n
    where n.ended_at is null and n.kind = 'missed' and n.bundle is null and n.due_at <= clock_timestamp()
      and not exists (
          select 1 from noc.notice b where b.ended_at is null and b.subject = n.subject and b.seq < n.seq)
    order by n.seq
    limit 10000
)
update noc.notice n set bundle = b.id
from (select gen_random_uuid() as id) b
where n.seq in (select seq from together)
