-- A new term. Waits for the transactions that the old one has in flight.
update noc.leader
set term = term + 1, beat_id = $1, host = $2, pid = $3, since = clock_timestamp()
returning term
