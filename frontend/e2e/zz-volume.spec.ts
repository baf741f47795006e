import type { Page } from '@playwright/test'
import { Api, enter, expect, live, test } from './fixtures'
import { Program } from './program'

// A trace would take most of what is measured.
test.use({ trace: 'off' })

const MANY = 10_000
/** Each tells its progress four times a second, as often as a job may: 52 events a second in all. */
const BUSY = 13
const SCROLL_MS = 4_000

// Multiplied from one of each that was made through the API, so that no rule of the tables is repeated here.
const MULTIPLY = (schedule: string) => `
  create temporary table made as
    select gen_random_uuid() as id, 'Many ' || lpad(n::text, 5, '0') as name from generate_series(0, ${MANY - 1}) n;
  with written as (
    insert into noc.schedule_event (schedule_id, version, kind, format, data, actor_id, actor, effective_at)
    select m.id, 1, e.kind, e.format, jsonb_set(e.data, '{definition,name}', to_jsonb(m.name)), e.actor_id, e.actor, e.effective_at
    from made m, noc.schedule_event e where e.schedule_id = '${schedule}'
    returning position, schedule_id
  )
  insert into noc.schedule (id, version, position, name, task, queue, owner_id, phase, format, definition, created_at,
    changed_at, effective_at, cycle, snooze_until, tags)
  select m.id, s.version, w.position, m.name, s.task, s.queue, s.owner_id, s.phase, s.format,
    jsonb_set(s.definition, '{name}', to_jsonb(m.name)), s.created_at, s.changed_at, s.effective_at, s.cycle, s.snooze_until, s.tags
  from noc.schedule s, made m join written w on w.schedule_id = m.id where s.id = '${schedule}';
  insert into noc.schedule_runtime
  select (jsonb_populate_record(r, jsonb_build_object('schedule_id', m.id))).*
  from noc.schedule_runtime r, made m where r.schedule_id = '${schedule}';
  insert into noc.job_history
  select (jsonb_populate_record(j, jsonb_build_object('queued_at', at, 'finished_at', at, 'id',
    lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || left(md5(n::text), 3) || '8' || right(md5(n::text), 15)))).*
  from noc.job_history j, generate_series(1, ${MANY}) n, lateral (select now() - n * interval '1 second' as at) t
  where j.id = (select id from noc.job_history order by id limit 1);
  analyze noc.schedule; analyze noc.schedule_runtime; analyze noc.job_history;`

/** Scrolls for some seconds and measures every frame, as the browser draws them. */
const scroll = (page: Page) =>
  page.evaluate(
    (length) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('[role="grid"]')
        if (!list) throw new Error('no list')
        const begun = performance.now()
        const frames: number[] = []
        let last = begun
        const step = (now: number) => {
          frames.push(now - last)
          last = now
          list.scrollTop += 90
          if (now - begun < length) requestAnimationFrame(step)
          else resolve(frames)
        }
        requestAnimationFrame(step)
      }),
    SCROLL_MS,
  )

/** Counts what the stream tells while `during` lasts. */
async function heard(api: Api, during: () => Promise<void>): Promise<number> {
  const stop = new AbortController()
  let events = 0
  const reading = api.follow((text) => (events += text.split('\nevent: job').length - 1), stop.signal)
  const begun = Date.now()
  await during()
  const seconds = (Date.now() - begun) / 1_000
  stop.abort()
  await reading
  return events / seconds
}

async function measure(what: string, page: Page, api: Api) {
  let frames: number[] = []
  const rate = await heard(api, async () => {
    frames = await scroll(page)
  })

  const sorted = [...frames].sort((a, b) => a - b)
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0)
  const each = frames.reduce((sum, f) => sum + f, 0) / frames.length
  console.log(
    `    ${what}: ${(1_000 / each).toFixed(1)} frames/s while scrolling; 95 of 100 within ${at(0.95)} ms, ` +
      `longest ${at(1)} ms; ${rate.toFixed(0)} events/s`,
  )
}

test('10,000 schedules and 10,000 jobs with 50 events a second: lists scroll, to their end, with the right rows', async ({
  visit,
}) => {
  test.setTimeout(420_000)
  const program = await Program.start()
  try {
    const api = await Api.login(program.url)
    // Longer than all of this takes, so that they still run when the last is looked at.
    const first = await api.schedule('One of each', { kwargs: { duration: 240, steps: 960 }, overlap: 'allow' })
    const job = await api.job({ task: 'noop', kwargs: {} })
    await expect.poll(async () => (await api.call('GET', `/jobs/${job.id}`)).state).toBe('succeeded')
    await program.sql(MULTIPLY(first.id))
    const context = await visit()
    await enter(context, undefined, program.url)
    const page = await context.newPage()

    const many = await api.call<{ id: string }[]>('GET', `/scheduler/tasks?search=Many&sort=name&limit=${BUSY}`)
    await Promise.all(many.map((s) => api.call('POST', `/scheduler/tasks/${s.id}/run`, {})))

    await page.goto(`${program.url}/?sort=name&search=Many`)
    await live(page)
    await expect(page.getByText('10,000+ schedules match')).toBeVisible({ timeout: 30_000 })
    await measure('Schedules', page, api)
    // Rows in the order of their names, none left out and none twice.
    const shown = await page
      .locator('[data-row]')
      .evaluateAll((rows) =>
        rows
          .map((row) => [Number((row as HTMLElement).dataset.row), /Many (\d+)/.exec(row.textContent)?.[1]] as const)
          .sort(([a], [b]) => a - b),
      )
    expect(shown.length).toBeGreaterThan(10)
    expect(shown.length).toBeLessThan(80)
    for (const [row, name] of shown) expect(Number(name)).toBe(row)

    await page.goto(`${program.url}/jobs`)
    await live(page)
    await expect(page.getByText('10,000+ jobs')).toBeVisible({ timeout: 30_000 })
    await measure('Jobs', page, api)
    // To the last one: every End reads on.
    await page.locator('[data-row]').first().focus()
    const count = () => page.getByRole('grid').evaluate((grid) => Number(grid.getAttribute('aria-rowcount')))
    await expect(async () => {
      await page.keyboard.press('End')
      expect(await count()).toBeGreaterThan(MANY)
    }).toPass({ intervals: [50], timeout: 60_000 })
    // The head's row, those that were multiplied, the one they came from, and those that run.
    expect(await count()).toBe(MANY + BUSY + 2)
    await page.keyboard.press('End')
    await expect(page.locator(`[data-row="${MANY + BUSY}"]`)).toBeFocused()
    await page.keyboard.press('Home')
    await expect(page.locator('[data-row="0"]')).toContainText('Running')
  } finally {
    await program.remove()
  }
})
