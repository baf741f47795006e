-- How many windows may still open.
select count(*) from noc.maintenance_window
where ended_at is null and (closes_at is null or closes_at > clock_timestamp())
