-- Whether a job has ended. $1 job.
select exists (select from noc.job_history h where h.id = $1::uuid) as ended
