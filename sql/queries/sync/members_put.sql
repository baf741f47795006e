-- $1 scope, $2 what a complete sync returned
insert into noc.sync_members (scope_id, object_id)
select $1, s.id from unnest($2::uuid[]) s (id)
on conflict do nothing
