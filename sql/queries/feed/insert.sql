-- $1 id, $2 user, $3 name, $4 tag, $5 queue, $6 task, $7 owner, $8 hash
with made as (
    insert into noc.calendar_feed (id, user_id, name, tag, queue, task, owner_id, token_hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    returning id, name, tag, queue, task, owner_id, created_at, last_used_at
)
select m.*, o.username as owner_username from made m left join noc.app_user o on o.id = m.owner_id
