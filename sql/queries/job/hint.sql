-- Tells the leader to look for jobs to hand over. Never per job: a commit with a NOTIFY takes a global lock.
select pg_notify('noc_jobs', '')
