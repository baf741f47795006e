-- Version $2 of window $1, in force from $6 on.
insert into noc.maintenance_window (id, version, format, definition, closes_at, effective_at, written_by)
values ($1, $2, $3, $4, $5, $6, $7)
