delete from noc.login where token_hash = $1
