-- Says that it lives; no row comes back when it was buried meanwhile. $1 worker, $2 attempts it runs, $3 whether it stops,
-- $4 the load of its host.
update noc.worker w
   set seen_at = clock_timestamp(), running = $2::integer, stopping = $3::boolean, load = $4::float8[]
 where w.id = $1::uuid
returning id, name, host, pid, version, queues, concurrency, running, stopping, started_at, seen_at, load
