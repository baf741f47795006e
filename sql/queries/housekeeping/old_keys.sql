-- Idempotency keys that nobody repeats any more: a week is longer than any client retries.
delete from noc.idempotency_key where created_at < clock_timestamp() - interval '7 days'
