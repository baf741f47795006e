-- One page of devices as a source describes them: $1 ids, $2..$13 their fields.
--
-- A null must not erase what is known when it only means that the login may not
-- look. Role, location, status and type are required in Nautobot, so null there
-- is never news. A device may lack platform and addresses: null counts as news
-- if the login may see such things ($14 platforms, $15 addresses). Name and
-- serial are the device's own, so who sees the device sees them.
--
-- The hash is taken of the merged row: taken of what came, a login with fewer
-- rights would make every device look changed.
with seen as (
    select *
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
        as s (id, name, serial, role, location, status, device_type, platform,
              network_driver, primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host)
),
merged as (
    select s.id, s.name, s.serial,
           -- Drawn for new devices only.
           coalesce(d.number, nextval('noc.device_number')) as number,
           coalesce(s.role, d.role) as role,
           coalesce(s.location, d.location) as location,
           coalesce(s.status, d.status) as status,
           coalesce(s.device_type, d.device_type) as device_type,
           -- The driver goes with its platform: that of one must not stay with another.
           case when $14 or s.platform is not null then s.platform else d.platform end as platform,
           case when $14 or s.platform is not null then s.network_driver else d.network_driver end as network_driver,
           case when $15 or s.primary_ip4 is not null then s.primary_ip4 else d.primary_ip4 end as primary_ip4,
           case when $15 or s.primary_ip4 is not null then s.primary_ip4_host else d.primary_ip4_host end
               as primary_ip4_host,
           case when $15 or s.primary_ip6 is not null then s.primary_ip6 else d.primary_ip6 end as primary_ip6,
           case when $15 or s.primary_ip6 is not null then s.primary_ip6_host else d.primary_ip6_host end
               as primary_ip6_host,
           d.content_hash as known_hash,
           d.stale_since is not null as was_missing
      from seen s
      left join noc.devices d on d.id = s.id
),
hashed as (
    select m.*,
           sha256(convert_to(jsonb_build_array(
               name, serial, role, location, status, device_type, platform, network_driver,
               primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host)::text, 'UTF8')) as content_hash
      from merged m
),
written as (
    insert into noc.devices as d (
        id, name, serial, role, location, status, device_type, platform, network_driver,
        primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host,
        content_hash, first_seen, last_seen, last_changed, number, connection_id)
    select id, name, serial, role, location, status, device_type, platform, network_driver,
           primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host,
           content_hash, now(), now(), now(), number, '00000000-0000-8000-8000-000000000001'
      from hashed
     -- Two syncs at once lock the rows in the same order.
     order by id
        on conflict on constraint devices_have_one_row_each do update
       set name = excluded.name,
           serial = excluded.serial,
           role = excluded.role,
           location = excluded.location,
           status = excluded.status,
           device_type = excluded.device_type,
           platform = excluded.platform,
           network_driver = excluded.network_driver,
           primary_ip4 = excluded.primary_ip4,
           primary_ip4_host = excluded.primary_ip4_host,
           primary_ip6 = excluded.primary_ip6,
           primary_ip6_host = excluded.primary_ip6_host,
           content_hash = excluded.content_hash,
           -- A sync that began earlier may come to this row later.
           last_seen = greatest(d.last_seen, excluded.last_seen),
           last_changed = case
               when d.content_hash = excluded.content_hash and d.stale_since is null then d.last_changed
               else greatest(d.last_seen, excluded.last_seen)
           end,
           stale_since = null
)
select count(*) filter (where known_hash is null) as created,
       count(*) filter (where known_hash <> content_hash or was_missing) as updated,
       count(*) filter (where known_hash = content_hash and not was_missing) as unchanged
  from hashed;
