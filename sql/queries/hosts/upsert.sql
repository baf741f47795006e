-- Some hosts as CheckMK describes them: $1 names, $2..$14 their fields, $19 ids made of site and name, $15 the connection,
-- $16 its site, $17 the sync; null for a dry run, which writes nothing. The rows of the answer say what became of each host that is not as it was.
with seen as (
    select *
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::bool[],
                  $9::jsonb[], $10::bool[], $11::text[], $12::jsonb[], $13::uuid[], $14::text[], $19::uuid[])
        as s (name, folder, alias, ip4, ip6, labels, tags, is_cluster, cluster_nodes, is_offline, monitored_by,
              attributes, device_id, device_reason, id)
),
compared as (
    select s.*,
           h.id is not null as was_known,
           h.stale_since is not null as was_stale,
           jsonb_build_object(
               'folder', h.folder, 'alias', h.alias, 'ip4', h.ip4, 'ip6', h.ip6, 'labels', h.labels, 'tags', h.tags,
               'is_cluster', h.is_cluster, 'cluster_nodes', h.cluster_nodes, 'is_offline', h.is_offline,
               'monitored_by', h.monitored_by, 'attributes', h.attributes) as before,
           jsonb_build_object(
               'folder', s.folder, 'alias', s.alias, 'ip4', s.ip4, 'ip6', s.ip6, 'labels', s.labels, 'tags', s.tags,
               'is_cluster', s.is_cluster, 'cluster_nodes', s.cluster_nodes, 'is_offline', s.is_offline,
               'monitored_by', s.monitored_by, 'attributes', s.attributes) as after
      from seen s
      left join noc.hosts h on h.site = $16 and h.name = s.name
),
judged as (
    select c.*,
           sha256(convert_to(c.after::text, 'UTF8')) as content_hash,
           case when not was_known then 'added'
                when was_stale then 'returned'
                when before <> after then 'changed'
           end as change,
           case when was_known and before <> after then (
               select jsonb_object_agg(a.key, jsonb_build_array(b.value, a.value))
                 from jsonb_each(c.after) a
                 join jsonb_each(c.before) b on b.key = a.key
                where a.value <> b.value)
           end as fields
      from compared c
),
written as (
    insert into noc.hosts as h (
        id, connection_id, site, name, folder, alias, ip4, ip6, labels, tags, is_cluster, cluster_nodes, is_offline,
        monitored_by, attributes, device_id, device_reason, content_hash, first_seen, last_seen, last_changed)
    select id, $15, $16, name, folder, alias, ip4, ip6, labels, tags, is_cluster,
           array(select jsonb_array_elements_text(cluster_nodes)), is_offline,
           monitored_by, attributes, device_id, device_reason, content_hash, now(), now(), now()
      from judged
     where $17::uuid is not null
     -- Two syncs at once lock the rows in the same order.
     order by name
        on conflict on constraint hosts_name_key do update
       set connection_id = excluded.connection_id,
           folder = excluded.folder,
           alias = excluded.alias,
           ip4 = excluded.ip4,
           ip6 = excluded.ip6,
           labels = excluded.labels,
           tags = excluded.tags,
           is_cluster = excluded.is_cluster,
           cluster_nodes = excluded.cluster_nodes,
           is_offline = excluded.is_offline,
           monitored_by = excluded.monitored_by,
           attributes = excluded.attributes,
           -- Compared only where somebody asked for it ($18); otherwise what was found stays.
           device_id = case when $18 then excluded.device_id else h.device_id end,
           device_reason = case when $18 then excluded.device_reason else h.device_reason end,
           content_hash = excluded.content_hash,
           last_seen = greatest(h.last_seen, excluded.last_seen),
           last_changed = case
               when h.content_hash = excluded.content_hash and h.stale_since is null then h.last_changed
               else greatest(h.last_seen, excluded.last_seen)
           end,
           stale_since = null
),
told as (
    insert into noc.inventory_changes (sync_id, kind, object_id, name, change, fields)
    select $17, 'host', id, name, change, fields
      from judged
     where change is not null and $17::uuid is not null
     order by name
)
select id, name, change, fields
  from judged
 where change is not null
 order by name;
