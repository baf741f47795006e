-- Keeps a place that is still held. $1 holder, $2 for how many seconds.
update noc.device_sessions
set until = clock_timestamp() + make_interval(secs => $2)
where holder = $1 and until > clock_timestamp()
