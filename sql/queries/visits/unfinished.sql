-- The devices of the inventory that job $1's newest attempt tried and that did not answer all; how many others did not;
-- and how many it has met.
select coalesce(array_agg(v.device_id order by v.nth) filter (where v.is_open and v.device_id is not null), '{}') as devices,
    count(*) filter (where v.is_open and v.device_id is null) as others, count(*) as met
from (
    select device_id, nth, state in ('waiting', 'connecting', 'asking', 'partial', 'failed') as is_open
    from noc.device_visits
    where job_id = $1 and attempt = (select max(n.attempt) from noc.device_visits n where n.job_id = $1)
) v
