-- Which one is the default of a kind is decided by one writer at a time.
select pg_advisory_xact_lock(hashtext('noc.connections'))
