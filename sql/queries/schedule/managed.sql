-- The live schedules that the files $1 manage.
select id, managed_by, definition #>> '{managed,name}' as said_name from noc.schedule where managed_by = any($1) and phase <> 'deleted' order by lower(name), id
