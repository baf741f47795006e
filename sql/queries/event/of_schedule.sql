-- The history of schedule $1, newest first, before version $2 (null: from the newest), at most $3.
-- $4 only by this actor, $5 only where this field was set; null: any.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note
from noc.schedule_event
where schedule_id = $1
  and ($2::integer is null or version < $2)
  and ($4::text is null or lower(actor) = lower($4))
  and ($5::text is null or kind = 'created' or data ? $5 or data -> 'changes' ? $5
       or $5 = 'enabled' and kind in ('enabled', 'disabled', 'expired', 'completed'))
order by version desc
limit $3
