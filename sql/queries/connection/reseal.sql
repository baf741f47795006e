-- The same secret, sealed anew; whoever entered another one meanwhile goes first. $1 id, $2 as it was, $3 as it is
update noc.connections set secret = $3 where id = $1 and secret = $2
