-- Every device that a complete sync, begun at $1 (Postgres' time), did not see.
update noc.devices
   set missing_since = now()
 where missing_since is null
   and last_seen < $1;
