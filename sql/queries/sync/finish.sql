-- It ended. $1 id, $2 whether all that was asked for came, $3 counts, $4 warnings, $5 reconciliation
update noc.syncs
set ended_at = now(), complete = $2, counts = $3, warnings = $4, reconciliation = $5
where id = $1
