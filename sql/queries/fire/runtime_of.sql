-- What running has done to the schedules $1 (null: to all that live or still owe an outcome).
select r.schedule_id, r.settled_through, r.head_version, r.manual_runs, r.counted_in, r.counted_runs, r.held_due
from noc.schedule_runtime r
where $1::uuid[] is null or r.schedule_id = any($1)
