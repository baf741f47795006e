-- Notices that were sent or given up a week ago.
select count(*) as found, 0::bigint as kept from noc.notice where ended_at < clock_timestamp() - interval '7 days'
