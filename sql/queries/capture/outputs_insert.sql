-- What it said to each command. $1 capture, then a column of each
insert into noc.capture_outputs (capture_id, position, command, status, error_class, error, raw, normal, parsed, change,
                                 added, removed, ms)
select $1, position, command, status, error_class, error, raw, normal, parsed, change, added, removed, ms
from unnest($2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[],
            $10::text[], $11::integer[], $12::integer[], $13::integer[])
  as said (position, command, status, error_class, error, raw, normal, parsed, change, added, removed, ms)
