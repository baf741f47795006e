-- Makes the partitions of the days around now.
select noc.ensure_job_partitions()
