-- The first statement of whoever writes windows. Waits for the transactions that the
-- leader has in flight; theirs and ours then have an order, and the time is read after it.
update noc.leader set windows_revision = windows_revision + 1
returning clock_timestamp() as now
