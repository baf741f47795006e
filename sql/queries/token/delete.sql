-- Token $1 of user $2; of anybody when $2 is null.
delete from noc.api_token where id = $1 and ($2::uuid is null or user_id = $2)
