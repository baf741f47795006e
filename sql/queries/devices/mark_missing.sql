-- Every device that a complete sync, begun at $1 (Postgres' time), did not see.
update noc.devices
   set stale_since = now()
 where stale_since is null
   and last_seen < $1;
