-- What a crawl changed. $1 the changes, $2 when, $3 the job.
insert into noc.topology_events (at, job_id, link_id, change, link, fields)
select $2, $3, e.link_id, e.change, e.link, coalesce(e.fields, '{}')
from jsonb_to_recordset($1::jsonb) as e (link_id uuid, change text, link jsonb, fields text[])
