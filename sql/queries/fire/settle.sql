-- Moves `settled_through` by compare-and-set and writes what became of the due
-- times in between, for many schedules at once. A schedule whose row is not as
-- the decision saw it is left alone and missing from the answer: it is decided
-- again. Nothing is written under another term than $1, nor where the maintenance
-- windows are not those the decision was made on, number $45.
--
-- The decision says what holds when no job of the schedule is open (1), when one
-- is (2), or always (0); here it is seen which. A manual run that commits in
-- between raises `manual_runs` and so fails the comparison.
--
-- The plan is made once, perhaps while the tables are empty, and must hold when
-- they are full: the newest open job is found by its schedule and then sorted
-- (`offset 0`), never by walking all jobs in the order of their ids; the rows to
-- move are found by their key (`any`), never by reading all.
with paused as materialized (
    select coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}') as queues
),
due as (
    select d.*, (
        select o.id
        from (select j.id from noc.live_job j where j.schedule_id = d.schedule_id offset 0) o
        order by o.id desc limit 1
    ) as open_job
    from unnest(
        $2::uuid[], $3::timestamptz[], $4::integer[], $5::integer[], $6::timestamptz[], $7::timestamptz[],
        $8::integer[], $9::timestamptz[], $10::integer[], $11::timestamptz[],
        $40::integer[], $41::integer[], $42::timestamptz[]
    ) as d (
        schedule_id, settled_before, head_version, manual_runs, settled_through, next_due,
        jobs_if_free, last_if_free, jobs_if_busy, last_if_busy, counted_in, counted_runs, held_due
    )
    where exists (select 1 from noc.leader where term = $1 and windows_revision = $45)
),
settled as (
    update noc.schedule_runtime r
    set settled_through = d.settled_through,
        next_due = d.next_due,
        counted_in = d.counted_in,
        counted_runs = d.counted_runs,
        held_due = coalesce(d.held_due, r.held_due),
        run_count = r.run_count + case when d.open_job is null then d.jobs_if_free else d.jobs_if_busy end,
        last_run_at = coalesce(case when d.open_job is null then d.last_if_free else d.last_if_busy end, r.last_run_at)
    from due d
    where r.schedule_id = any (array[d.schedule_id])
      and r.settled_through = d.settled_before
      -- After the clock stepped back a schedule is silent; what is settled stays so.
      and r.settled_through < d.settled_through
      and r.head_version = d.head_version
      and r.manual_runs = d.manual_runs
    returning r.schedule_id, r.settled_through, d.open_job
),
made as (
    insert into noc.live_job (
        id, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, run_as, queue, priority,
        timeout_seconds, max_attempts, retry_backoff_seconds, retry_on_crash, queued_at, ready_at, waits_for, handed_over,
        state, fail_on_partial
    )
    select j.id, j.task, j.kwargs::jsonb, j.schedule_id, j.version, j.name, j.trigger, j.due_at, j.run_as, j.queue,
           j.priority, j.timeout_seconds, j.max_attempts, j.retry_backoff_seconds, j.retry_on_crash,
           s.settled_through, coalesce(j.ready_at, clock_timestamp()), j.waits_for,
           -- What would not be started needs no ticket.
           j.waits_for is null and j.ready_at is null and j.queue <> all ((select queues from paused)::text[]),
           case when j.waits_for is null and j.ready_at is null then 'queued' else 'waiting' end, j.fail_on_partial
    from unnest(
        $12::uuid[], $13::uuid[], $14::smallint[], $15::integer[], $16::text[], $17::text[], $18::text[], $19::text[],
        $20::timestamptz[], $21::uuid[], $22::text[], $23::smallint[], $24::integer[], $25::smallint[], $26::integer[],
        $27::boolean[], $28::uuid[], $43::timestamptz[], $44::boolean[]
    ) as j (
        id, schedule_id, holds, version, name, task, kwargs, trigger, due_at, run_as, queue, priority,
        timeout_seconds, max_attempts, retry_backoff_seconds, retry_on_crash, waits_for, ready_at, fail_on_partial
    )
    join settled s on s.schedule_id = j.schedule_id
    where j.holds = 0 or (j.holds = 1) = (s.open_job is null)
    on conflict (id) do nothing
),
told as (
    insert into noc.ledger as l (
        schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version, blocking_job
    )
    select k.schedule_id,
           -- A row of alike skips, behind one and the same job if behind any, is one entry.
           case when k.run_from is not null and (k.run_behind is null or s.open_job = k.run_behind)
                then k.run_from else k.due_from end,
           k.due_through, k.due_count, k.outcome, k.reason, k.version,
           case when k.reason = 'overlap' then coalesce(s.open_job, k.behind) end
    from unnest(
        $29::uuid[], $30::smallint[], $31::integer[], $32::timestamptz[], $33::timestamptz[], $34::integer[],
        $35::text[], $36::text[], $37::uuid[], $38::timestamptz[], $39::uuid[]
    ) as k (
        schedule_id, holds, version, due_from, due_through, due_count, outcome, reason, behind, run_from, run_behind
    )
    join settled s on s.schedule_id = k.schedule_id
    where k.holds = 0 or (k.holds = 1) = (s.open_job is null)
    on conflict (schedule_id, due_from) do update set
        due_through = excluded.due_through, due_count = l.due_count + excluded.due_count,
        schedule_version = excluded.schedule_version
)
select schedule_id, open_job, (select nullif(queues, '{}') from paused) as paused from settled
