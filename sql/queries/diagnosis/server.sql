-- What this server is, and its time.
select current_setting('server_version_num')::integer as version, clock_timestamp() as now
