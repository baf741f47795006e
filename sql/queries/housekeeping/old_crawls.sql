-- What crawls saw, more than $1 days ago: it is asked for by their jobs, which are gone by then.
delete from noc.topology_crawls where at < clock_timestamp() - make_interval(days => $1)
