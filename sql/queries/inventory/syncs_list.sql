-- Syncs, newest first. $1 kind, $2 connection, $3 complete or not, $4 job, $5 before this one, $6 at most so many.
select s.id, s.job_id, s.kind, s.connection_id, s.connection, s.filter, s.began_at, s.ended_at, s.complete, s.counts, s.warnings, null::jsonb as reconciliation
from noc.syncs s
where ($1::text is null or s.kind = $1)
  and ($2::uuid is null or s.connection_id = $2)
  and ($3::boolean is null or coalesce(s.complete, false) = $3)
  and ($4::uuid is null or s.job_id = $4)
  and ($5::uuid is null or s.id < $5)
order by s.id desc
limit $6::bigint
