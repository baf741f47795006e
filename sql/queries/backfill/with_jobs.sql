-- Which of the due times from $2 to $3 of schedule $1 have jobs. $4 and $5 are the ids that the range begins and ends with.
select h.due_at from noc.job_history h
where h.schedule_id = $1::uuid and h.id >= $4::uuid and h.id < $5::uuid and h.due_at >= $2::timestamptz and h.due_at <= $3::timestamptz
union
select h.due_at from noc.job_history h
where h.schedule_id = $1 and h.trigger in ('backfill', 'retry', 'catch_up') and h.due_at >= $2 and h.due_at <= $3
union
select j.due_at from noc.live_job j
where j.schedule_id = $1 and j.due_at >= $2 and j.due_at <= $3
