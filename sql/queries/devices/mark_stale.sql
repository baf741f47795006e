-- They are gone where they came from; what is known of them stays. $1 ids, $2 the sync, $3 when it began: whoever saw
-- one of them meanwhile knows better.
with gone as (
    update noc.devices d
       set stale_since = now()
     where d.id = any($1) and d.stale_since is null and d.last_seen < $3
 returning d.id, d.name
)
insert into noc.inventory_changes (sync_id, kind, object_id, name, change)
select $2, 'device', id, name, 'stale' from gone order by name, id
returning object_id as id, name, change, fields;
