-- Rows of job $1's newest attempt that are newer than revision $2, in the order of writing; $3 of them, and those
-- that were written together with the last.
select nth, attempt, revision, name, device_id, number, address, platform, location, depth, parent, via_interface,
    state, note, error_class, steps, neighbors, began_at, ended_at
from noc.device_visits
where job_id = $1 and revision > $2
  and attempt = (select max(v.attempt) from noc.device_visits v where v.job_id = $1)
order by revision
fetch first $3 rows with ties
