-- Records of backfills older than $1 days.
delete from noc.backfill where made_at < clock_timestamp() - make_interval(days => $1::integer)
