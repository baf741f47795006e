-- They are gone, here as where they came from. $1..$3 as in mark_stale.sql
with gone as (
    delete from noc.hosts d
     where d.id = any($1) and d.stale_since is null and d.last_seen < $3
 returning d.id, d.name
)
insert into noc.inventory_changes (sync_id, kind, object_id, name, change)
select $2, 'host', id, name, 'deleted' from gone order by name, id
returning object_id as id, name, change, fields;
