-- Of those, the ones that nobody saw since it began. $1..$3 as in known.sql, $4 at most so many
select d.id, d.name
  from noc.hosts d
 where d.stale_since is null
   and d.last_seen < $3
   and case when $2::uuid is null then d.connection_id = $1
            else d.id in (select object_id from noc.sync_members where scope_id = $2)
       end
 order by d.name, d.id
 limit $4;
