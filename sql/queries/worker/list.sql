select id, name, host, pid, version, queues, concurrency, running, stopping, started_at, seen_at, load
  from noc.worker
 order by name, id
