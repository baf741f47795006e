-- Nobody is to be told: what waits is dropped, lest it be told late when somebody is.
update noc.notice
set ended_at = clock_timestamp(), error = 'no webhook is configured'
where ended_at is null
