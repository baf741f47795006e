-- Workers that have said within $1 seconds that they live.
select id, name, host, pid, version, queues, concurrency, running, stopping, started_at, seen_at, load
  from noc.worker
 where seen_at > clock_timestamp() - make_interval(secs => $1::float8)
order by name, id
