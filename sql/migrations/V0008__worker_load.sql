-- How busy the host of a worker is: its load average over 1, 5 and 15 minutes.
-- Null where the host does not tell.
alter table noc.worker add column load float8[];
