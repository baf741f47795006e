insert into noc.worker (id, name, host, pid, version, queues, concurrency, load)
values ($1::uuid, $2::text, $3::text, $4::integer, $5::text, $6::text[], $7::integer, $8::float8[])
    on conflict on constraint worker_pkey do update set seen_at = clock_timestamp()
returning id, name, host, pid, version, queues, concurrency, running, stopping, started_at, seen_at, load
