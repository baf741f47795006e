-- Hosts by name, along an index, from a place on: what lists show first.
-- $1 patterns that all fit, $2 the folder or those in it, $3 sites, $4 labels with values, $5 a label whatever its
-- value, $6 tags with values, $7 clusters, $8 offline, $9 stale, $10 linked to a device; null lets all through.
-- After the place ($11, $12) where there is one; at most $13.
select h.id, h.connection_id, c.name as connection, h.site, h.name, h.folder, h.alias, h.ip4, h.ip6, h.labels, h.tags,
       h.is_cluster, h.cluster_nodes, h.is_offline, h.monitored_by, h.device_id, d.number as device_number,
       d.name as device_name, h.device_reason, h.first_seen, h.last_seen, h.last_changed, h.stale_since, left(lower(h.name), 100) collate "C" as key_words, 0::bigint as key_number
from noc.hosts h
left join noc.connections c on c.id = h.connection_id
left join noc.devices d on d.id = h.device_id
where h.search like all ($1::text[])
  and ($2::text is null or h.folder = $2 or starts_with(h.folder, $2 || '/'))
  and ($3::text[] is null or h.site = any ($3))
  and ($4::jsonb is null or h.labels @> $4)
  and ($5::text is null or h.labels ? $5)
  and ($6::jsonb is null or h.tags @> $6)
  and ($7::boolean is null or h.is_cluster = $7)
  and ($8::boolean is null or h.is_offline = $8)
  and ($9::boolean is null or (h.stale_since is not null) = $9)
  and ($10::boolean is null or (h.device_id is not null) = $10)
  and ($12::uuid is null or (left(lower(h.name), 100) collate "C", h.id) > ($11::text collate "C", $12))
order by left(lower(h.name), 100) collate "C", h.id
limit $13::bigint
