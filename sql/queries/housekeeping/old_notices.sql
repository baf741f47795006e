-- Notices that were sent or given up a week ago.
delete from noc.notice where ended_at < clock_timestamp() - interval '7 days'
