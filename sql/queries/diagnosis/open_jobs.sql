-- Jobs of a schedule that have not ended, the oldest first.
select j.id, j.state, j.queue, j.ready_at, j.worker, j.waits_for
from noc.live_job j
where j.schedule_id = $1
order by j.id
limit 10
