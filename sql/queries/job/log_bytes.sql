-- What jobs have logged in earlier attempts: the limit is per job. $1 jobs.
select l.job_id, sum(octet_length(l.message) + 64)::bigint as bytes
  from noc.job_log l
 where l.job_id = any ($1::uuid[])
 group by l.job_id
