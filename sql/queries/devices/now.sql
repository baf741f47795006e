-- When a sync begins: in the time that last_seen is written in, not this host's.
select clock_timestamp() as now;
