-- By attempt: a job that was run and failed between ticket and mark has a new one to be handed over.
-- By revision too: one that gave up its ticket meanwhile, because its queue was paused, needs another.
-- $1 jobs, $2 attempts, $3 their revisions when their tickets were sent.
update noc.live_job j
   set handed_over = true
  from unnest($1::uuid[], $2::smallint[], $3::bigint[]) as t (id, attempt, rev)
 where j.id = t.id and j.attempt = t.attempt and not j.handed_over
   and (j.rev = t.rev or j.state = 'running')
returning j.id
