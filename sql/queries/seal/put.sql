-- $1 positions, $2 hashes
insert into noc.schedule_event_seal (position, hash) select * from unnest($1::bigint[], $2::bytea[])
