-- The devices that a host may be recognised as.
select id, number, name, primary_ip4_host, primary_ip6_host
  from noc.devices
 where stale_since is null
 order by number;
