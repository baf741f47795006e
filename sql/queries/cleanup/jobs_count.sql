-- Jobs that ended, made more than $1 days (UTC) ago; kept are those of days of which a job still lives: a day goes as
-- a whole. Ids begin with the milliseconds of when they were made.
with bound as (
    select rpad(lpad(to_hex((extract(epoch from ((clock_timestamp() at time zone 'UTC')::date - $1::integer)::timestamp)
                             * 1000)::bigint), 12, '0'), 32, '0')::uuid as id
), live as (
    select distinct ('x0000' || left(replace(j.id::text, '-', ''), 12))::bit(64)::bigint / 86400000 as day
    from noc.live_job j
    where j.id < (select id from bound)
)
select count(*) filter (where l.day is null) as found, count(l.day) as kept
from noc.job_history h
left join live l on l.day = ('x0000' || left(replace(h.id::text, '-', ''), 12))::bit(64)::bigint / 86400000
where h.id < (select id from bound)
