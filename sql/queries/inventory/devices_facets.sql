-- Which values there are to filter devices by, and how many devices have each: of those that the other filters let
-- through, so that choosing a second value of the same field is possible.
-- $1 patterns that all fit, or $2 the number; $3 roles, $4 locations, $5 statuses, $6 platforms, $7 types
-- ('' is none), $8 any of these tags, $9 stale, $10 connection; null lets all through.
-- At most $11 of each.
with found as materialized (
    select d.role, d.location, d.status, d.platform, d.device_type, d.tags, d.connection_id,
           d.stale_since is not null as stale,
           $3::text[] is null or coalesce(d.role, '') = any ($3) as m_role,
           $4::text[] is null or coalesce(d.location, '') = any ($4) as m_location,
           $5::text[] is null or coalesce(d.status, '') = any ($5) as m_status,
           $6::text[] is null or coalesce(d.platform, '') = any ($6) as m_platform,
           $7::text[] is null or coalesce(d.device_type, '') = any ($7) as m_device_type,
           $8::text[] is null or d.tags && $8 as m_tag,
           $9::boolean is null or (d.stale_since is not null) = $9 as m_stale,
           $10::uuid is null or d.connection_id = $10 as m_connection
    from noc.devices d
    where d.search like all ($1::text[]) or d.number = $2::bigint
)
(select 'role' as facet, f.role as value, null::text as label, count(*) as devices from found f where m_location and m_status and m_platform and m_device_type and m_tag and m_stale and m_connection
    group by f.role order by count(*) desc, 2 limit $11::bigint)
union all
(select 'location' as facet, f.location as value, null::text as label, count(*) as devices from found f where m_role and m_status and m_platform and m_device_type and m_tag and m_stale and m_connection
    group by f.location order by count(*) desc, 2 limit $11::bigint)
union all
(select 'status' as facet, f.status as value, null::text as label, count(*) as devices from found f where m_role and m_location and m_platform and m_device_type and m_tag and m_stale and m_connection
    group by f.status order by count(*) desc, 2 limit $11::bigint)
union all
(select 'platform' as facet, f.platform as value, null::text as label, count(*) as devices from found f where m_role and m_location and m_status and m_device_type and m_tag and m_stale and m_connection
    group by f.platform order by count(*) desc, 2 limit $11::bigint)
union all
(select 'device_type' as facet, f.device_type as value, null::text as label, count(*) as devices from found f where m_role and m_location and m_status and m_platform and m_tag and m_stale and m_connection
    group by f.device_type order by count(*) desc, 2 limit $11::bigint)
union all
(select 'tag', t.tag, null, count(*) from found f cross join unnest(f.tags) t (tag) where m_role and m_location and m_status and m_platform and m_device_type and m_stale and m_connection
    group by t.tag order by count(*) desc, 2 limit $11)
union all
(select 'stale', f.stale::text, null, count(*) from found f where m_role and m_location and m_status and m_platform and m_device_type and m_tag and m_connection
    group by f.stale order by count(*) desc, 2 limit $11)
union all
(select 'connection', f.connection_id::text,
        (select c.name from noc.connections c where c.id = f.connection_id), count(*) from found f
    where m_role and m_location and m_status and m_platform and m_device_type and m_tag and m_stale
    group by f.connection_id order by count(*) desc, 2 limit $11)
