-- Which database this is: the same for its replicas and after a rename, another one for a restored dump.
select format('%s/%s', (select system_identifier from pg_catalog.pg_control_system()), d.oid) as identity
from pg_catalog.pg_database d
where d.datname = current_database()
