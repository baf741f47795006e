-- Frees the places on a device, and at a place, that nobody renewed in time. $1 device, $2 site.
delete from noc.device_sessions
where until <= clock_timestamp() and (device = $1 or site = $2)
