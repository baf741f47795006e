-- The windows that may still decide something, and the number of this set of them,
-- in one statement, so that both are of one moment. What ended more than eight days
-- ago decides nothing (catch-up reaches back seven), unless something older is held.
select l.windows_revision, w.id, w.format, w.definition, w.effective_at, w.ended_at
from noc.leader l
left join noc.maintenance_window w on coalesce(least(w.ended_at, w.closes_at) > least(
    clock_timestamp() - interval '8 days',
    (select min(r.held_due) from noc.schedule_runtime r where r.held_due is not null)
), true)
