-- What a complete sync did not return is no longer in its scope. $1 scope, $2 what it returned
delete from noc.sync_members m
where m.scope_id = $1
  and not exists (select from unnest($2::uuid[]) s (id) where s.id = m.object_id)
