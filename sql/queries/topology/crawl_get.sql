-- The crawl of job $1.
select at, nodes from noc.topology_crawls where job_id = $1
