-- Whose NOC Canvas says each task is.
select periodic_task_id::bigint as id, owner_username::text as owner from scheduled_task_owners
