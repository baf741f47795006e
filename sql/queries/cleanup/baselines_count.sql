-- Baselines taken more than $1 days ago; kept are those that hold what is expected: the newest answer to a command.
select count(*) filter (where not needed) as found, count(*) filter (where needed) as kept
from (
    select exists (
               select from noc.capture_outputs o
               where o.capture_id = c.id and o.status = 'ok' and not exists (
                   select from noc.captures n
                   join noc.capture_outputs p on p.capture_id = n.id
                   where n.device_id = c.device_id and n.version > c.version
                     and p.command = o.command and p.status = 'ok'
               )
           ) as needed
    from noc.captures c
    where c.kind = 'baseline' and c.taken_at < clock_timestamp() - make_interval(days => $1::integer)
) old
