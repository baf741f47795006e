-- How many syncs there are, exactly up to $5. $1 kind, $2 connection, $3 complete or not, $4 job.
select count(*) as syncs from (
    select from noc.syncs s
    where ($1::text is null or s.kind = $1)
      and ($2::uuid is null or s.connection_id = $2)
      and ($3::boolean is null or coalesce(s.complete, false) = $3)
      and ($4::uuid is null or s.job_id = $4)
    limit $5::bigint
) found
