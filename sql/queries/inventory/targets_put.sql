-- What a job aims at, resolved when it started; a retry resolves anew. $1 job, $2 schedule, $3 inventory, $4 what was
-- asked, $5 devices, $6 what no device was found for, $7 why the guard stopped it.
insert into noc.job_targets (job_id, schedule_id, inventory_id, asked, devices, unknown, stopped)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict on constraint job_targets_pkey do update
set schedule_id = excluded.schedule_id, inventory_id = excluded.inventory_id, asked = excluded.asked,
    devices = excluded.devices, unknown = excluded.unknown, stopped = excluded.stopped, resolved_at = clock_timestamp()
