-- $1 kind, $2 connection, $3 filter, $4 the sync that was complete
insert into noc.sync_scopes as s (kind, connection_id, filter, sync_id)
values ($1, $2, $3, $4)
on conflict on constraint sync_scopes_key do update set sync_id = excluded.sync_id
returning s.id
