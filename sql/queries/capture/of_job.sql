-- The devices that a job has wholly captured already, and as what.
select device_id, id from noc.captures where job_id = $1 and kind = $2 and status = 'ok' and promoted_from is null
order by id
