-- $1 id
delete from noc.connections where id = $1
