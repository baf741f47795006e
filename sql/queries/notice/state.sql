-- How telling goes: what waits, since when, and the newest trouble.
select count(*) filter (where n.ended_at is null) as waiting,
       min(n.created_at) filter (where n.ended_at is null) as oldest,
       (select e.error from noc.notice e where e.ended_at is null and e.error is not null order by e.attempts desc limit 1)
           as error,
       count(*) filter (where n.ended_at is not null and not n.sent) as dropped,
       max(n.ended_at) filter (where n.sent) as last_sent
from noc.notice n
where n.ended_at is null or n.ended_at > clock_timestamp() - interval '1 day'
