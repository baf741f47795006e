-- A job's log in order. $1 job, $2 and $3 the attempt and place after which, $4 at most so many.
select l.attempt, l.seq, l.at, l.level, l.message
  from noc.job_log l
 where l.job_id = $1::uuid and (l.attempt, l.seq) > ($2::smallint, $3::integer)
 order by l.attempt, l.seq
 limit $4::bigint
