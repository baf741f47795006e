-- How many devices there are, exactly up to $11.
-- $1 patterns that all fit, or $2 the number; $3 roles, $4 locations, $5 statuses, $6 platforms, $7 types
-- ('' is none), $8 any of these tags, $9 stale, $10 connection; null lets all through.
select count(*) as devices from (
    select from noc.devices d
    where (d.search like all ($1::text[]) or d.number = $2::bigint)
      and ($3::text[] is null or coalesce(d.role, '') = any ($3))
      and ($4::text[] is null or coalesce(d.location, '') = any ($4))
      and ($5::text[] is null or coalesce(d.status, '') = any ($5))
      and ($6::text[] is null or coalesce(d.platform, '') = any ($6))
      and ($7::text[] is null or coalesce(d.device_type, '') = any ($7))
      and ($8::text[] is null or d.tags && $8)
      and ($9::boolean is null or (d.stale_since is not null) = $9)
      and ($10::uuid is null or d.connection_id = $10)
    limit $11::bigint
) found
