delete from noc.worker w where w.id = $1::uuid returning w.id
