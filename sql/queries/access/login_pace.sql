-- Draws the moment of the next login: answers in how many seconds that is. $1 seconds between two logins.
update noc.login_pace
-- Never far ahead: the server's clock may have been set back.
set next_at = least(greatest(next_at, clock_timestamp()), clock_timestamp() + interval '60 seconds') + make_interval(secs => $1)
returning greatest(extract(epoch from next_at - clock_timestamp())::double precision - $1, 0.0)
