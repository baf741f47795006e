-- The devices that the last look at them found.
select count(*) as known
  from noc.devices
 where stale_since is null;
