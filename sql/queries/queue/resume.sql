-- Jobs of queue $1 start again; the hint makes the relay send what is ready.
with resumed as (
    delete from noc.queue_pause where queue = $1 returning queue
)
select pg_notify('noc_jobs', '') from resumed
