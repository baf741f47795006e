-- The first one made is the one there is. $1 sealed
insert into noc.archive_key (sealed) values ($1) on conflict do nothing
