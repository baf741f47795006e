-- What a stretch of time came to: of each link that changed in it, the last word before and the last word in it.
-- $1 after, $2 until, $3 how many links at most.
select last.link_id, before.change as before, last.change as after, last.link, last.at, last.fields
from (
    select distinct on (link_id) link_id, change, link, at, fields
    from noc.topology_events
    where at > $1 and at <= $2
    order by link_id, id desc
) last
left join lateral (
    select change from noc.topology_events e
    where e.link_id = last.link_id and e.at <= $1
    order by e.id desc limit 1
) before on true
order by last.at desc, last.link_id
limit $3
