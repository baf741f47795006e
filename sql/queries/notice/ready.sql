-- Messages that may be sent now, in order, at most $1: the first of each schedule or queue, or what is sent as one.
select coalesce(n.bundle, n.id) as id, min(n.kind) as kind, noc.instant(min(n.created_at)) as at, count(*) as notices,
       max(n.attempts) as attempts, min(n.created_at) < clock_timestamp() - interval '1 day' as too_old,
       to_jsonb((array_agg(n.body order by n.seq))[1:20]) as bodies,
       coalesce(sum((n.body ->> 'count')::bigint), 0)::bigint as due_times,
       coalesce(sum((n.body ->> 'made_up')::bigint), 0)::bigint as made_up,
       coalesce(sum((n.body ->> 'pending')::bigint), 0)::bigint as pending,
       min(n.body ->> 'from') as first, max(n.body ->> 'to') as last
from noc.notice n
where n.ended_at is null and n.due_at <= clock_timestamp()
  and not exists (select 1 from noc.notice b where b.ended_at is null and b.subject = n.subject and b.seq < n.seq)
group by coalesce(n.bundle, n.id)
order by min(n.seq)
limit $1
