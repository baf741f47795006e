-- Gives a place back. $1 holder.
delete from noc.device_sessions where holder = $1
