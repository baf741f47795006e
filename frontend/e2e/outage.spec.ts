import { violations } from './accessible'
import { Api, enter, expect, live, test } from './fixtures'
import { Program } from './program'

test('what an outage left is told, and what waits for a person is run or dropped', async ({ visit }) => {
  test.setTimeout(300_000)
  const program = await Program.start()
  try {
    const api = await Api.login(program.url)
    const second = { interval: { every: 1, period: 'seconds' }, task: 'noop', kwargs: {}, overlap: 'allow' }
    const missed = await api.schedule('Missed meanwhile', { ...second, catch_up: 'none' })
    const storm = await api.schedule('Left to decide', {
      interval: { every: 10, period: 'minutes' },
      start_at: '2020-01-01T00:00:00Z',
      enabled: false,
    })
    // Dead for longer than the five seconds within which nothing counts as missed.
    await program.end('SIGKILL')
    await new Promise((resume) => setTimeout(resume, 6_000))
    await program.run()

    const context = await visit()
    await enter(context, undefined, program.url)
    const page = await context.newPage()
    // Newest first; where the program is slow to begin there may be a second one.
    const told = page.getByRole('listitem').filter({ hasText: 'missed' }).last()
    await expect(async () => {
      await page.goto(`${program.url}/settings?tab=health`)
      await expect(told).toContainText('Missed meanwhile', { timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    await expect(told).toContainText('not to be caught up')
    expect(await violations(page, 'outages')).toEqual([])
    await told.getByRole('link', { name: 'Missed meanwhile' }).click()
    await expect(page.getByRole('heading', { name: 'Missed meanwhile' })).toBeVisible()
    await expect(page.getByText('Skipped').first()).toBeVisible()
    await (await Api.login(program.url)).call('PUT', `/scheduler/tasks/${missed.id}`, { enabled: false })

    // More than a hundred due times would have to be missed to leave some to a person.
    await program.sql(`
      insert into noc.ledger (schedule_id, due_from, due_through, due_count, outcome, reason, schedule_version)
      select '${storm.id}', at, at, 1, 'pending', 'catch_up_limit', 1
      from (select date_bin('10 minutes', now(), '2020-01-01Z') - n * interval '10 minutes' as at
            from generate_series(1, 3) n) due`)
    await page.goto(`${program.url}/schedules/${storm.id}`)
    await live(page)
    const banner = page.getByRole('status').filter({ hasText: '3 due times wait for a person' })
    await expect(banner).toBeVisible()
    await banner.getByRole('link', { name: 'Show them' }).click()
    const rows = page.getByRole('listitem').filter({ hasText: 'Waits for you' })
    await expect(rows).toHaveCount(3)
    expect(await violations(page, 'pending due times')).toEqual([])
    await rows.last().getByRole('button', { name: 'Run…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run' }).click()
    await expect(page.getByText('1 due time started')).toBeVisible()
    await expect(rows).toHaveCount(2)
    await page.getByRole('button', { name: 'Drop all…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click()
    await expect(page.getByText('2 due times dropped')).toBeVisible()
    await expect(page.getByText('Nothing waits for anybody')).toBeVisible()
    await expect(page.getByText('wait for a person')).toHaveCount(0)
  } finally {
    await program.remove()
  }
})
