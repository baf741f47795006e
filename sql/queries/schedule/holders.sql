-- Whose the names $1 are, of the live schedules.
select name, id from noc.schedule where name = any($1) and phase <> 'deleted'
