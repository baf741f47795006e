-- Every device that its source still has, in short: by what neighbours may tell of it.
select id, number, name, serial, location, network_driver, primary_ip4_host, primary_ip6_host
from noc.devices
where stale_since is null
