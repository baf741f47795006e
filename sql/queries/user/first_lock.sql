-- Processes that start together on an empty database make one first user.
select pg_advisory_xact_lock(4606530415)
