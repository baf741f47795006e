-- $1 id; held until the transaction ends, if there is one
select c.id, c.owner_id, u.username as owner, c.name, c.username, c.has_password, c.has_key, c.has_enable, c.secret,
       c.scope, c.version, c.created_at, c.updated_at, c.updated_by, c.last_used_at
from noc.credentials c
left join noc.app_user u on u.id = c.owner_id
where c.id = $1
for update of c
