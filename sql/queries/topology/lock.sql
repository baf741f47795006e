-- One crawl writes at a time: what it compares with must not change meanwhile.
select pg_advisory_xact_lock(hashtextextended('noc.topology', 0))
