-- A repeated line is the same line. $1 jobs, $2 attempts, $3 places, $4 times, $5 levels, $6 words.
insert into noc.job_log (job_id, attempt, seq, at, level, message)
select *
  from unnest($1::uuid[], $2::smallint[], $3::integer[], $4::timestamptz[], $5::text[], $6::text[])
    on conflict do nothing
