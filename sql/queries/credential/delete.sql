-- $1 id
delete from noc.credentials where id = $1
