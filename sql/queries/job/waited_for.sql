-- The live job that job $1 waits for, held: its end must not miss who waits for it now.
select b.id
  from noc.live_job j
  join noc.live_job b on b.id = j.waits_for
 where j.id = $1::uuid
   for share of b
