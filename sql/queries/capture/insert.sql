-- What a device said. $1 id, $2 kind, $3 device, $4 its name, $5 platform, $6 version, $7 status, $8 job, $9 the snapshot
-- it was, $10 taken at, $11 for whom, $12 notes, $13 whether it differed
insert into noc.captures (id, kind, device_id, device_name, platform, version, status, job_id, promoted_from, taken_at,
                          taken_by, notes, changed)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
        coalesce((select username from noc.app_user where id = $11), 'somebody who is gone'), $12, $13)
