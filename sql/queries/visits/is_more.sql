-- Whether the newest attempt of job $1 has rows newer than revision $2; and which attempt that is.
select coalesce(bool_or(v.revision > $2), false) as more, max(v.attempt) as attempt
from noc.device_visits v
where v.job_id = $1 and v.attempt = (select max(n.attempt) from noc.device_visits n where n.job_id = $1)
