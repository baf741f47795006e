-- Waits for the leader's lock; a loop around it with lock_timeout ends each wait,
-- because an endless one holds a snapshot and stops vacuum.
select pg_advisory_lock(4606530414)
