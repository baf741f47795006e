-- Which values there are to filter hosts by, and how many hosts have each: of those that the other filters let
-- through, so that choosing a second value of the same field is possible.
-- $1 patterns that all fit, $2 the folder or those in it, $3 sites, $4 labels with values, $5 a label whatever its
-- value, $6 tags with values, $7 clusters, $8 offline, $9 stale, $10 linked to a device; null lets all through.
-- At most $11 of each.
with found as materialized (
    select h.site, h.folder, h.labels, h.is_cluster as cluster, h.is_offline as offline,
           h.stale_since is not null as stale, h.device_id is not null as linked,
           $3::text[] is null or h.site = any ($3) as m_site,
           $7::boolean is null or h.is_cluster = $7 as m_cluster,
           $8::boolean is null or h.is_offline = $8 as m_offline,
           $9::boolean is null or (h.stale_since is not null) = $9 as m_stale,
           $10::boolean is null or (h.device_id is not null) = $10 as m_linked
    from noc.hosts h
    where h.search like all ($1::text[])
      and ($2::text is null or h.folder = $2 or starts_with(h.folder, $2 || '/'))
      and ($4::jsonb is null or h.labels @> $4)
      and ($5::text is null or h.labels ? $5)
      and ($6::jsonb is null or h.tags @> $6)
)
(select 'site' as facet, f.site as value, count(*) as hosts from found f where m_cluster and m_offline and m_stale and m_linked
    group by f.site order by count(*) desc, 2 limit $11::bigint)
union all
(select 'folder', f.folder, count(*) from found f where m_site and m_cluster and m_offline and m_stale and m_linked
    group by f.folder order by count(*) desc, 2 limit $11)
union all
(select 'label', l.key || ':' || l.value, count(*) from found f cross join jsonb_each_text(f.labels) l
    where m_site and m_cluster and m_offline and m_stale and m_linked group by 2 order by count(*) desc, 2 limit $11)
union all
(select 'cluster', f.cluster::text, count(*) from found f where m_site and m_offline and m_stale and m_linked
    group by f.cluster order by count(*) desc, 2 limit $11)
union all
(select 'offline', f.offline::text, count(*) from found f where m_site and m_cluster and m_stale and m_linked
    group by f.offline order by count(*) desc, 2 limit $11)
union all
(select 'stale', f.stale::text, count(*) from found f where m_site and m_cluster and m_offline and m_linked
    group by f.stale order by count(*) desc, 2 limit $11)
union all
(select 'linked', f.linked::text, count(*) from found f where m_site and m_cluster and m_offline and m_stale
    group by f.linked order by count(*) desc, 2 limit $11)
