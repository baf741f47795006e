-- What a capture has of each command, in the order asked.
select o.position, o.command, o.status, o.error_class, o.error, o.raw, o.normal, o.parsed, t.bytes, t.lines, o.change,
       o.added, o.removed, o.ms
from noc.capture_outputs o
left join noc.archive_texts t on t.digest = o.raw
where o.capture_id = $1
order by o.position
