-- Of how many hosts a sync can say that they are missing: those that are not stale and were known before it began
-- ($3), of the connection $1, or of the last complete sync with the same filter ($2, its scope).
select count(*) as known
  from noc.hosts d
 where d.stale_since is null
   and d.first_seen < $3
   and case when $2::uuid is null then d.connection_id = $1
            else d.id in (select object_id from noc.sync_members where scope_id = $2)
       end;
