delete from noc.api_token where user_id = $1
