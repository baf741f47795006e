-- Those that are not needed, at most $2 of them.
delete from noc.job_targets
where job_id in (
    select t.job_id
    from noc.job_targets t
    where t.resolved_at < clock_timestamp() - make_interval(days => $1::integer)
      and (t.inventory_id is null or t.stopped is not null or exists (
          select from noc.job_targets n
          where n.inventory_id = t.inventory_id and n.stopped is null
            and (n.resolved_at, n.job_id) > (t.resolved_at, t.job_id)
      ))
    limit $2
)
