import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { enter, expect, live, test } from './fixtures'
import { noCrawls } from './network'
import { ran, readInventory } from './synced'

/** With NOC_SCREENSHOTS the pictures of the README are written there; else they are only taken. */
const target = process.env.NOC_SCREENSHOTS ?? join(import.meta.dirname, '../test-results/screenshots')
const WIDTHS = [390, 1366, 2560]

test('pictures of every page at every width', async ({ visit, api }) => {
  test.setTimeout(300_000)
  await mkdir(target, { recursive: true })
  const cron = (expression: string) => ({
    schedule_type: 'crontab',
    crontab: { expression },
    interval: undefined,
    timezone: 'Europe/Berlin',
  })
  await api.schedule('Nautobot device sync', {
    task: 'sync_nautobot_devices',
    kwargs: {},
    interval: { every: 1, period: 'hours' },
  })
  await api.schedule('Config backup, all routers', cron('0 2 * * *'))
  await api.schedule('Compliance check', { ...cron('0 3 * * 1'), description: 'Against the golden configuration' })
  await api.schedule('Certificate expiry', cron('30 6 * * 1-5'))
  await api.schedule('Interface error counters of every aggregation switch in the north-east region', {
    interval: { every: 5, period: 'minutes' },
  })
  await api.schedule('Decommissioned site poll', { enabled: false })
  const sweep = await api.schedule('Topology discovery, core', {
    interval: { every: 15, period: 'minutes' },
    kwargs: { duration: 30, steps: 40, log_lines: 400 },
  })
  await api.job({ kwargs: { duration: 0.1, fail_at_step: 1 } })
  for (const width of WIDTHS) {
    const theme = width === 1366 ? 'dark' : 'light'
    const context = await visit({
      viewport: { width, height: width === 390 ? 844 : width === 1366 ? 768 : 1_300 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
    await enter(context)
    const page = await context.newPage()
    for (const [name, path] of [
      ['schedules', '/?sort=name'],
      ['jobs', '/jobs'],
      ['schedule', `/schedules/${sweep.id}`],
      ['editor', `/schedules/${sweep.id}/edit`],
      ['workers', '/workers'],
      ['settings', '/settings'],
    ] as const) {
      await page.goto(path)
      await live(page)
      await page.getByRole('heading').first().waitFor({ timeout: 15_000 })
      await expect(page.getByText('Loading')).toHaveCount(0)
      // Nothing hangs over the edge.
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        `${name} at ${width}`,
      ).toBeLessThanOrEqual(0)
      if (!process.env.NOC_SCREENSHOTS) await page.screenshot({ path: join(target, `${name}-${width}.png`) })
    }
    await context.close()
  }
  const readme = async (theme: 'light' | 'dark', name: string, path: string) => {
    const context = await visit({
      viewport: { width: 1_366, height: 720 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
    await enter(context)
    const page = await context.newPage()
    await page.goto(path)
    await live(page)
    await expect(page.getByText('Loading')).toHaveCount(0)
    if (name === 'job') await expect(page.getByRole('log')).toContainText('info', { ignoreCase: true })
    await page.screenshot({ path: join(target, `${name}.png`) })
    await context.close()
  }
  await readme('dark', 'schedules', '/?sort=name')
  const run = await api.call('POST', `/scheduler/tasks/${sweep.id}/run`, {})
  await readme('light', 'job', `/jobs?job=${run.id}`)
})

test('a picture of the topology', async ({ visit, demo }) => {
  test.setTimeout(300_000)
  await mkdir(target, { recursive: true })
  const api = await readInventory(demo)
  await noCrawls(api)
  await ran(api, 'discover_topology', { seed_devices: [1, 2, 3], max_depth: 4 })
  const context = await visit({
    viewport: { width: 1_366, height: 720 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  })
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/topology`)
  await live(page)
  await expect(page.getByTestId('graph').locator('canvas').first()).toBeVisible()
  await expect(page.getByRole('link', { name: /new|nothing changed/ })).toBeVisible()
  await page.screenshot({ path: join(target, 'topology.png') })
})

/** As wide as 1366 pixels are at 200 % zoom. */
const ZOOMED = { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 }

// After the pictures, which are not to show what it makes.
test('at 200 % zoom nothing is cut off', async ({ visit, api }) => {
  test.setTimeout(120_000)
  const schedule = await api.schedule('Zoomed, with a name that goes on for longer than anybody would want it to', {
    tags: ['zoom', 'a-long-tag-that-somebody-made-up'],
  })
  const context = await visit(ZOOMED)
  await enter(context)
  const page = await context.newPage()
  for (const path of [
    '/',
    '/jobs',
    `/schedules/${schedule.id}`,
    `/schedules/${schedule.id}?tab=due`,
    `/schedules/${schedule.id}?tab=history`,
    `/schedules/${schedule.id}/edit`,
    '/workers',
    '/settings',
    '/settings?tab=maintenance',
    '/settings?tab=tokens',
    '/settings?tab=users',
    '/settings?tab=account',
  ]) {
    await page.goto(path)
    await live(page)
    await expect(page.getByText('Loading')).toHaveCount(0)
    const wide = await page.evaluate(() => {
      const main = document.querySelector('main')
      return [document.documentElement.scrollWidth - innerWidth, (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0)]
    })
    expect(wide, path).toEqual([0, 0])
  }
  // What a page is for can be reached by scrolling.
  await page.goto('/?search=Zoomed')
  const row = page.locator('[data-row="0"]')
  await row.scrollIntoViewIfNeeded()
  await expect(row.getByRole('switch')).toBeInViewport()
  await row.getByRole('link', { name: /^Zoomed/ }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Backfill…' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeInViewport()
})
