-- Takes a place. $1 device, $2 slot, $3 holder, $4 job, $5 name, $6 site, $7 for how many seconds.
insert into noc.device_sessions (device, slot, holder, job_id, name, site, until)
values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7))
