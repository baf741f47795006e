-- Queues in which jobs are ready and that no worker serves, and those that are served again.
-- $1 for how many seconds a worker's word counts, $2 for how many a queue is unserved before it is told.
with wanting as materialized (
    select j.queue, count(*) as ready, min(j.ready_at) as oldest
    from noc.live_job j
    where j.state in ('queued', 'retrying') and j.waits_for is null and j.cancel_requested_at is null
      and j.ready_at <= statement_timestamp()
    group by j.queue
),
served as materialized (
    select distinct unnest(w.queues) as queue
    from noc.worker w
    where not w.stopping and w.seen_at > statement_timestamp() - make_interval(secs => $1::float8)
),
unserved as materialized (
    select * from wanting w where not exists (select 1 from served s where s.queue = w.queue)
),
begun as (
    insert into noc.queue_unserved (queue) select queue from unserved on conflict do nothing
),
gone as (
    update noc.queue_unserved q
    set told_at = clock_timestamp()
    from unserved u
    where q.queue = u.queue and q.told_at is null
      and q.since <= statement_timestamp() - make_interval(secs => $2::float8)
    returning q.queue, q.since, u.ready, u.oldest
),
-- What was never told needs no end; what was ends when a worker comes, and not because its jobs went.
back as (
    delete from noc.queue_unserved q
    where case when q.told_at is null then not exists (select 1 from unserved u where u.queue = q.queue)
               else exists (select 1 from served s where s.queue = q.queue) end
    returning q.queue, q.since, q.told_at
)
insert into noc.notice (key, kind, subject, body)
select 'no_worker/' || queue || '/' || noc.instant(since), 'no_worker', 'queue:' || queue,
       jsonb_build_object('queue', queue, 'count', ready, 'since', noc.instant(since), 'oldest', noc.instant(oldest))
from gone
union all
select 'worker_back/' || queue || '/' || noc.instant(since), 'worker_back', 'queue:' || queue,
       jsonb_build_object('queue', queue, 'since', noc.instant(since))
from back where told_at is not null
on conflict do nothing
