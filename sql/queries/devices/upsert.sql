-- One page of devices as Nautobot describes them: $1 ids, $2..$13 their fields, $14 tags (each a JSON list), $15
-- custom fields (each an object), $18 the connection, $19 the sync; null for a dry run, which writes nothing. The
-- rows of the answer say what became of each device that is not as it was.
--
-- A null must not erase what is known when it only means that the login may not
-- look. Role, location, status and type are required in Nautobot, so null there
-- is never news. A device may lack platform and addresses: null counts as news
-- if the login may see such things ($16 platforms, $17 addresses). Name and
-- serial are the device's own, so who sees the device sees them. Of custom fields
-- only those that were asked for ($20) can be gone.
with seen as (
    select *
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::jsonb[], $15::jsonb[])
        as s (id, name, serial, role, location, status, device_type, platform, network_driver,
              primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host, tags, custom_fields)
),
merged as (
    select s.id, s.name, s.serial,
           coalesce(s.role, d.role) as role,
           coalesce(s.location, d.location) as location,
           coalesce(s.status, d.status) as status,
           coalesce(s.device_type, d.device_type) as device_type,
           -- The driver goes with its platform: that of one must not stay with another.
           case when $16 or s.platform is not null then s.platform else d.platform end as platform,
           case when $16 or s.platform is not null then s.network_driver else d.network_driver end as network_driver,
           case when $17 or s.primary_ip4 is not null then s.primary_ip4 else d.primary_ip4 end as primary_ip4,
           case when $17 or s.primary_ip4 is not null then s.primary_ip4_host else d.primary_ip4_host end
               as primary_ip4_host,
           case when $17 or s.primary_ip6 is not null then s.primary_ip6 else d.primary_ip6 end as primary_ip6,
           case when $17 or s.primary_ip6 is not null then s.primary_ip6_host else d.primary_ip6_host end
               as primary_ip6_host,
           array(select jsonb_array_elements_text(s.tags)) as tags,
           coalesce(d.custom_fields - $20::text[], '{}') || s.custom_fields as custom_fields,
           d.id is not null as was_known,
           d.stale_since is not null as was_stale,
           d.number,
           jsonb_build_object(
               'name', d.name, 'serial', d.serial, 'role', d.role, 'location', d.location, 'status', d.status,
               'device_type', d.device_type, 'platform', d.platform, 'network_driver', d.network_driver,
               'primary_ip4', d.primary_ip4, 'primary_ip6', d.primary_ip6, 'tags', d.tags,
               'custom_fields', d.custom_fields) as before
      from seen s
      left join noc.devices d on d.id = s.id
),
compared as (
    select m.*,
           jsonb_build_object(
               'name', name, 'serial', serial, 'role', role, 'location', location, 'status', status,
               'device_type', device_type, 'platform', platform, 'network_driver', network_driver,
               'primary_ip4', primary_ip4, 'primary_ip6', primary_ip6, 'tags', tags,
               'custom_fields', custom_fields) as after
      from merged m
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
    insert into noc.devices as d (
        id, name, serial, role, location, status, device_type, platform, network_driver,
        primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host, tags, custom_fields,
        content_hash, first_seen, last_seen, last_changed, number, connection_id)
    select id, name, serial, role, location, status, device_type, platform, network_driver,
           primary_ip4, primary_ip4_host, primary_ip6, primary_ip6_host, tags, custom_fields,
           content_hash, now(), now(), now(),
           -- Drawn for new devices only.
           coalesce(number, nextval('noc.device_number')), $18
      from judged
     where $19::uuid is not null
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
           tags = excluded.tags,
           custom_fields = excluded.custom_fields,
           connection_id = excluded.connection_id,
           content_hash = excluded.content_hash,
           -- A sync that began earlier may come to this row later.
           last_seen = greatest(d.last_seen, excluded.last_seen),
           last_changed = case
               when d.content_hash = excluded.content_hash and d.stale_since is null then d.last_changed
               else greatest(d.last_seen, excluded.last_seen)
           end,
           stale_since = null
),
told as (
    insert into noc.inventory_changes (sync_id, kind, object_id, name, change, fields)
    select $19, 'device', id, name, change, fields
      from judged
     where change is not null and $19::uuid is not null
     order by name, id
)
select id, name, change, fields
  from judged
 where change is not null
 order by name, id;
