-- By attempt: a job that was run and failed between ticket and mark has a new one to be handed over.
-- $1 jobs, $2 attempts.
update noc.live_job j
   set handed_over = true
  from unnest($1::uuid[], $2::smallint[]) as t (id, attempt)
 where j.id = t.id and j.attempt = t.attempt and not j.handed_over
returning j.id
