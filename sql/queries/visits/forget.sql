-- What attempts of job $1 before $2 wrote.
delete from noc.device_visits where job_id = $1 and attempt < $2
