-- How much a sync changed, exactly up to $4. $1 sync, $2 kinds of change, $3 pattern of the name.
select count(*) as changes from (
    select from noc.inventory_changes ch
    where ch.sync_id = $1::uuid
      and ($2::text[] is null or ch.change = any ($2))
      and ($3::text is null or lower(ch.name) like $3)
    limit $4::bigint
) found
