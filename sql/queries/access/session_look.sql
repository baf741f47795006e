-- Who is on a device, and how many are at its place. $1 device, $2 site.
select (select count(*) from noc.device_sessions s where s.site = $2)                            as at_site,
       coalesce((select array_agg(s.slot order by s.slot) from noc.device_sessions s where s.device = $1), '{}') as slots,
       (select s.job_id from noc.device_sessions s where s.device = $1 order by s.since limit 1) as job_id
