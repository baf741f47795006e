-- The partitions that are due for jobs of today and the days around it.
select noc.ensure_job_partitions()
