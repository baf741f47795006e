import type { Page } from '@playwright/test'
import { type Api, enter, expect, live, test } from './fixtures'

const HOURLY = { schedule_type: 'crontab', interval: undefined, timezone: 'UTC' }
const hourly = (api: Api, name: string, minute: string, queue: string) =>
  api.schedule(name, { ...HOURLY, crontab: { minute, hour: '*' }, queue })

/** As the page names the day after today, in UTC. */
function tomorrow(): string {
  const options = { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(Date.now() + 86_400_000).replace(',', '')
}
const cell = (page: Page, name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name},`) })

test('a week of what is expected, and an hour of it', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  for (const n of [1, 2, 3]) await hourly(api, `Calendar ${n}`, '7', 'cal')
  await enter(context)
  await page.goto('/calendar?of=queue:cal&zone=utc')
  await live(page)
  const day = tomorrow()
  await expect(cell(page, `${day} 14:00`)).toHaveAccessibleName(
    new RegExp(`^${day} 14:00, 3 jobs, 0\\.\\d workers? busy`),
  )
  await expect(cell(page, `${day} 14:00`)).toHaveText('3')

  // It opens: minute by minute, and each run.
  await cell(page, `${day} 14:00`).click()
  const panel = page.getByRole('complementary', { name: 'The hour' })
  await expect(panel.getByRole('heading')).toContainText('14:00 – 15:00')
  const runs = panel.getByRole('grid', { name: 'Expected runs' }).getByRole('row')
  await expect(runs).toHaveCount(4)
  await expect(runs.nth(1)).toContainText('14:07')
  await panel.getByRole('button', { name: '14:07, 3 jobs' }).click()
  await expect(runs).toHaveCount(4)
  await panel.getByRole('button', { name: '14:08, 0 jobs' }).click()
  await expect(panel.getByRole('heading', { name: 'Nothing is due' })).toBeVisible()

  // By keyboard: an hour further, and back to the week.
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await cell(page, `${day} 14:00`).focus()
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, `${day} 15:00`)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('heading')).toContainText('15:00 – 16:00')
  await page.reload()
  await expect(panel.getByRole('heading')).toContainText('15:00 – 16:00')

  // A schedule more shows by itself.
  await page.keyboard.press('Escape')
  await hourly(api, 'Calendar 4', '7', 'cal')
  await expect(cell(page, `${day} 14:00`)).toHaveText('4')
  await page.getByRole('button', { name: 'Busy workers' }).click()
  await expect(cell(page, `${day} 14:00`)).toHaveText(/^(<0\.1|\d\.\d)$/)
})

test('in one’s own zone and in UTC, this week and the next', async ({ page, context, api }) => {
  await api.schedule('Every morning', {
    ...HOURLY,
    crontab: { minute: '0', hour: '4' },
    timezone: 'Europe/Berlin',
    queue: 'zoned',
  })
  await enter(context)
  await page.goto('/calendar?of=queue:zoned')
  const busy = page.getByRole('gridcell', { name: /, 1 job,/ })
  await expect(busy).toHaveCount(7)
  await expect(page.getByRole('gridcell', { name: / 04:00, 1 job,/ })).toHaveCount(7)
  await page.getByRole('button', { name: 'UTC', exact: true }).click()
  await expect(page.getByRole('gridcell', { name: / 0[23]:00, 1 job,/ })).toHaveCount(7)
  await page.getByRole('button', { name: 'The week after' }).click()
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/)
  await expect(busy).toHaveCount(7)
  await page.getByRole('button', { name: 'The week before' }).click()
  await expect(page).not.toHaveURL(/from=/)
})

test('on a telephone the week stands upright', async ({ visit, api }) => {
  await hourly(api, 'Upright', '0', 'upright')
  const context = await visit({ viewport: { width: 390, height: 844 } })
  await enter(context)
  const page = await context.newPage()
  await page.goto('/calendar?of=queue:upright&zone=utc')
  await expect(page.getByRole('rowheader')).toHaveCount(24)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await cell(page, `${tomorrow()} 03:00`).click()
  await expect(page.getByRole('complementary', { name: 'The hour' })).toContainText('Upright')
})

test('a calendar that cannot be made says why', async ({ page, context }) => {
  await enter(context)
  const problem = {
    type: 'urn:noc:problem:invalid',
    title: 'Not valid',
    status: 422,
    detail: 'there are too many due times',
  }
  await page.route('**/api/scheduler/calendar?*', (route) =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.goto('/calendar')
  await expect(page.getByRole('alert')).toContainText('There are too many due times.')
  await page.unroute('**/api/scheduler/calendar?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('grid').or(page.getByRole('heading', { name: /Nothing is due/ }))).toBeVisible()
})
