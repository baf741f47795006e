-- Schedules whose due times wait for an operator, those with most first.
select s.name, sum(l.due_count)::bigint as due_times, count(*) over () as schedules
from noc.ledger l
join noc.schedule s on s.id = l.schedule_id
where l.outcome = 'pending' and l.reason = 'catch_up_limit' and s.phase <> 'deleted'
group by s.id, s.name
order by due_times desc, s.name
limit 5
