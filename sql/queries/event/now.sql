-- The database's time, asked for after the locks are held.
select clock_timestamp()
