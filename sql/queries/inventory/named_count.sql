-- How many named inventories there are.
select count(*) as inventories from noc.inventories
