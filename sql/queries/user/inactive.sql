-- Whose schedules do not run.
select id from noc.app_user where not is_active
