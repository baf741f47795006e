-- A sync with everything about it: $1, or the newest of kind $2, of those with a reconciliation where $3.
select s.id, s.job_id, s.kind, s.connection_id, s.connection, s.filter, s.began_at, s.ended_at, s.complete, s.counts, s.warnings, s.reconciliation
from noc.syncs s
where ($1::uuid is null or s.id = $1)
  and ($2::text is null or s.kind = $2)
  and (not $3::boolean or s.reconciliation is not null)
order by s.id desc
limit 1
