-- Every active admin, held in one order, so that two who demote each other wait
-- for each other and the second one sees what is left.
select id from noc.app_user
where role = 'admin' and is_active
order by id
for update
