-- Every stored connection, by kind and name.
select id, kind, name, url, site, username, secret, verify_tls, max_in_flight, is_default, version,
       created_at, updated_at, updated_by, checked_at, check_ok, check_detail
from noc.connections
order by kind, lower(name)
