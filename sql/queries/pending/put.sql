-- Puts rows of schedule $1 in the place of those taken: what is left pending, and what was dropped by $9.
insert into noc.ledger
    (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version, recorded_at, decided_by)
select $1::uuid, r.due_from, r.due_through, r.due_count, r.outcome, r.reason, r.schedule_version, r.recorded_at,
       case when r.outcome = 'skipped' then $9::text end
from unnest($2::timestamptz[], $3::timestamptz[], $4::integer[], $5::text[], $6::text[], $7::integer[], $8::timestamptz[])
     as r (due_from, due_through, due_count, outcome, reason, schedule_version, recorded_at)
