-- What crawls changed, newest first. $1 of a link, $2 of a job, $3 after, $4 until, $5 these changes, $6 before this
-- event, $7 how many.
select id, at, job_id, link_id, change, link, fields
from noc.topology_events
where ($1::uuid is null or link_id = $1) and ($2::uuid is null or job_id = $2)
  and ($3::timestamptz is null or at > $3) and ($4::timestamptz is null or at <= $4)
  and ($5::text[] is null or change = any($5)) and ($6::bigint is null or id < $6)
order by id desc
limit $7
