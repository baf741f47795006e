-- What conditions look at, of every device by its number. $1 with custom fields, $2 stale ones too.
select d.id, d.name, d.role, d.location, d.status, d.device_type, d.platform, d.network_driver, d.serial,
       d.primary_ip4_host, d.primary_ip6_host, d.tags, d.stale_since is not null as stale,
       case when $1::boolean then d.custom_fields end as custom_fields
from noc.devices d
where $2::boolean or d.stale_since is null
order by d.number
