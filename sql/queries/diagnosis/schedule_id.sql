-- The live schedule of that name.
select s.id from noc.schedule s where s.name = $1 and s.phase <> 'deleted'
