-- Writes down links as they are now. $1 the links.
insert into noc.topology_links as t
    (id, a_node, a_interface, b_node, b_interface, a_shown, b_shown, a_aggregate, b_aggregate, shared, evidence,
     confirmed, first_seen, last_seen, last_job, lost_at)
select l.id, l.a_node, l.a_interface, l.b_node, l.b_interface, l.a_shown, l.b_shown, l.a_aggregate, l.b_aggregate,
       l.shared, l.evidence, l.confirmed, l.first_seen, l.last_seen, l.last_job, l.lost_at
from jsonb_to_recordset($1::jsonb) as l
     (id uuid, a_node uuid, a_interface text, b_node uuid, b_interface text, a_shown text, b_shown text,
      a_aggregate text, b_aggregate text, shared boolean, evidence jsonb, confirmed boolean, first_seen timestamptz,
      last_seen timestamptz, last_job uuid, lost_at timestamptz)
on conflict on constraint topology_links_pkey do update
set a_node = excluded.a_node, a_interface = excluded.a_interface, b_node = excluded.b_node,
    b_interface = excluded.b_interface, a_shown = excluded.a_shown, b_shown = excluded.b_shown,
    a_aggregate = excluded.a_aggregate, b_aggregate = excluded.b_aggregate, shared = excluded.shared,
    evidence = excluded.evidence, confirmed = excluded.confirmed, first_seen = excluded.first_seen,
    last_seen = excluded.last_seen, last_job = excluded.last_job, lost_at = excluded.lost_at
