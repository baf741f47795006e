-- Texts, each once; one that is there already is marked as used, so that nobody removes it meanwhile.
-- $1 digests, $2 sealed, $3 bytes, $4 lines. In the order of the digests, so that two writers wait for each other in one.
insert into noc.archive_texts (digest, sealed, bytes, lines)
select distinct on (digest) digest, sealed, bytes, lines
from unnest($1::bytea[], $2::bytea[], $3::integer[], $4::integer[]) as said (digest, sealed, bytes, lines)
order by digest
on conflict (digest) do update set used_at = clock_timestamp()
