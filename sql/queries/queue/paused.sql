-- The queues from which no job starts.
select queue, paused_at, paused_by, note from noc.queue_pause order by queue
