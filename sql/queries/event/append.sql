-- Events of one change, in this order and at one instant; with each, the newest event before them and the newest seal.
-- $1 schedules, $2 versions, $3 kinds, $4 formats, $5 data, $6 actor's id, $7 actor's name, $8 note, $9 effective,
-- $10 the change set they belong to, if any
with now as materialized (select clock_timestamp() as at)
insert into noc.schedule_event
    (schedule_id, version, kind, format, data, actor_id, actor, note, effective_at, occurred_at, change_set)
select e.schedule_id, e.version, e.kind, e.format, e.data, $6, $7, $8, e.effective_at, now.at, $10
from unnest($1::uuid[], $2::integer[], $3::text[], $4::smallint[], $5::jsonb[], $9::timestamptz[]) with ordinality
         as e (schedule_id, version, kind, format, data, effective_at, nth)
cross join now
order by e.nth
returning position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note, change_set,
    (select max(b.position) from noc.schedule_event b) as event_before,
    (select max(s.position) from noc.schedule_event_seal s) as seal_before,
    (select s.hash from noc.schedule_event_seal s order by s.position desc limit 1) as hash_before
