-- Notes that a device did not answer in time; from the third time on it is left alone, twice as long each time.
-- $1 device, $2 class, $3 how many times are still tried, $4 seconds of the first pause, $5 the most seconds.
insert into noc.device_quarantine as q (device, failures, class, last_at)
values ($1, 1, $2, clock_timestamp())
on conflict on constraint device_quarantine_pkey do update
set failures = q.failures + 1, class = excluded.class, last_at = excluded.last_at,
    until = case when q.failures + 1 >= $3
                 then clock_timestamp() + make_interval(secs => least($4 * 2.0 ^ least(q.failures + 1 - $3, 20), $5)) end
returning failures, until
