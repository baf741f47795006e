-- How many live schedules belong to user $1.
select count(*) from noc.schedule where owner_id = $1 and phase <> 'deleted'
