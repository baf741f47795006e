-- Writes down nodes; what is not said of one stays. $1 the nodes, $2 when.
insert into noc.topology_nodes as t
    (id, device_id, name, kind, platform, model, software, serial, location, addresses, capabilities, claims,
     first_seen, last_seen, visited_at, failed_at, error_class, error)
select n.id, n.device_id, n.name, n.kind, n.platform, n.model, n.software, n.serial, n.location,
       coalesce(n.addresses, '{}'), coalesce(n.capabilities, '{}'), n.claims, $2::timestamptz, $2,
       n.visited_at, n.failed_at, n.error_class, n.error
from jsonb_to_recordset($1::jsonb) as n
     (id uuid, device_id uuid, name text, kind text, platform text, model text, software text, serial text,
      location text, addresses text[], capabilities text[], claims jsonb, visited_at timestamptz, failed_at timestamptz, error_class text, error text)
on conflict on constraint topology_nodes_pkey do update
set device_id    = coalesce(excluded.device_id, t.device_id),
    -- A name that it said itself is not replaced by what others call it.
    name         = case when excluded.visited_at is null and t.visited_at is not null then t.name else excluded.name end,
    kind         = case when t.kind = 'device' then t.kind else excluded.kind end,
    platform     = coalesce(excluded.platform, t.platform),
    model        = coalesce(excluded.model, t.model),
    software     = coalesce(excluded.software, t.software),
    serial       = coalesce(excluded.serial, t.serial),
    location     = coalesce(excluded.location, t.location),
    addresses    = case when excluded.addresses = '{}' then t.addresses else excluded.addresses end,
    capabilities = case when excluded.capabilities = '{}' then t.capabilities else excluded.capabilities end,
    claims       = excluded.claims,
    last_seen    = greatest(excluded.last_seen, t.last_seen),
    visited_at   = coalesce(excluded.visited_at, t.visited_at),
    failed_at    = case when excluded.visited_at is not null then null else coalesce(excluded.failed_at, t.failed_at) end,
    error_class  = case when excluded.visited_at is not null then null else coalesce(excluded.error_class, t.error_class) end,
    error        = case when excluded.visited_at is not null then null else coalesce(excluded.error, t.error) end
