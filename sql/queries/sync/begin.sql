-- A sync begins to write. $1 id, $2 job, $3 kind, $4 connection, $5 its name, $6 filter, $7 when it began
insert into noc.syncs (id, job_id, kind, connection_id, connection, filter, began_at)
values ($1, $2, $3, $4, $5, $6, $7)
