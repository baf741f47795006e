-- The devices that the last look at them found.
select count(*) as known
  from noc.devices
 where missing_since is null;
