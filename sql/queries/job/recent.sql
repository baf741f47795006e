-- The newest jobs, live and ended, with how they ended: for a page that asks every two seconds.
-- A result that takes more room than that stays where it is. $1 at most so many, $2 bytes.
(select j.id, j.task, j.state, coalesce(j.claimed_at, j.queued_at) as at, null::jsonb as result, false as is_large,
        null::jsonb as error, null::text as cancelled_by
   from noc.live_job j
  order by j.id desc
  limit $1::bigint)
 union all
(select h.id, h.task, h.state, h.finished_at, case when pg_column_size(h.result) <= $2::integer then h.result end,
        coalesce(pg_column_size(h.result) > $2::integer, false), h.error, h.cancelled_by
   from noc.job_history h
  order by h.id desc
  limit $1::bigint)
 order by 1 desc
 limit $1::bigint
