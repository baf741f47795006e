-- $1 the first job, $2 schedule, $3 its version, $4 and $5 first and last due time, $6 how many jobs, $7 who, $8 why
insert into noc.backfill (id, schedule_id, schedule_version, due_from, due_through, jobs, actor, note)
values ($1, $2, $3, $4, $5, $6, $7, $8)
