-- Ends version $2 of window $1 at $3.
update noc.maintenance_window
set ended_at = greatest($3::timestamptz, effective_at), ended_by = $4
where id = $1 and version = $2 and ended_at is null
