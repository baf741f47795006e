-- Texts that no capture names; one that was used in the last $1 days, and at least one, may be about to be named.
select count(*) as found, 0::bigint as kept
from noc.archive_texts t
where t.used_at < clock_timestamp() - make_interval(days => greatest($1::integer, 1))
  and not exists (select from noc.capture_outputs where raw = t.digest)
  and not exists (select from noc.capture_outputs where normal = t.digest)
  and not exists (select from noc.capture_outputs where parsed = t.digest)
