-- Workers that have not said a word for $1 seconds: their leases lapsed long ago.
delete from noc.worker w
 where w.seen_at < clock_timestamp() - make_interval(secs => $1::float8)
returning w.id, w.name
