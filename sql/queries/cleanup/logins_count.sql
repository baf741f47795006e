-- Logins that have expired.
select count(*) as found, 0::bigint as kept from noc.login where expires_at < clock_timestamp()
