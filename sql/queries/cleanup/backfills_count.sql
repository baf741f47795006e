-- Records of backfills older than $1 days.
select count(*) as found, 0::bigint as kept from noc.backfill where made_at < clock_timestamp() - make_interval(days => $1::integer)
