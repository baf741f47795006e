-- $1 oldest missed due time, $2 when all were settled, $3 due times, $4 made late, $5 pending, $6 skipped by reason,
-- $7 how many schedules, $8 and $9 those that missed most, and how many due times each.
insert into noc.outage (from_due, settled_at, due_count, made_late, pending, skipped, schedules, most_missed)
select $1, $2, $3, $4, $5, $6, $7, coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'name', s.name, 'due_count', m.due_count) order by m.due_count desc, m.id)
    from unnest($8::uuid[], $9::bigint[]) as m (id, due_count)
    left join noc.schedule s on s.id = m.id
), '[]'::jsonb)
