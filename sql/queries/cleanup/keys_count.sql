-- Idempotency keys that nobody repeats any more.
select count(*) as found, 0::bigint as kept
from noc.idempotency_key
where created_at < clock_timestamp() - interval '7 days'
