-- How many hosts there are, exactly up to $11.
-- $1 patterns that all fit, $2 the folder or those in it, $3 sites, $4 labels with values, $5 a label whatever its
-- value, $6 tags with values, $7 clusters, $8 offline, $9 stale, $10 linked to a device; null lets all through.
select count(*) as hosts from (
    select from noc.hosts h
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
    limit $11::bigint
) found
