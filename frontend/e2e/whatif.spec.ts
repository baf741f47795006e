import { violations } from './accessible'
import { enter, expect, test } from './fixtures'

const HOURLY = { schedule_type: 'crontab', interval: undefined, timezone: 'UTC' }

/** Minutes of the hour that lie so many ahead. */
function minutesAhead(...ahead: number[]) {
  const now = new Date().getUTCMinutes()
  return ahead.map((by) => String((now + by) % 60))
}

test('what a change does is told before it is saved', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  // Both are yet to come in the coming hour, the one before the other: had one of them just been, it would be no plain
  // move of all runs, but one more at one end of the week and one less at the other.
  const [from, to] = minutesAhead(20, 43) as [string, string]
  await api.schedule('Meets', { ...HOURLY, crontab: { minute: to, hour: '*' }, queue: 'whatif' })
  const one = await api.schedule('Moves', { ...HOURLY, crontab: { minute: from, hour: '*' }, queue: 'whatif' })
  await enter(context)
  await page.goto(`/schedules/${one.id}/edit`)
  const effect = page.getByRole('region', { name: 'What it does' })
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Moves')
  await expect(effect).toHaveCount(0)
  await page.getByLabel('Minute', { exact: true }).fill(to)
  await expect(effect).toContainText('Moves 168 runs')
  await expect(effect).toContainText('queue whatif')
  await expect(effect).toContainText('Then start together')
  expect(await violations(page, 'what it does')).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Moves' })).toBeVisible()

  // The same of many at once.
  await page.goto('/?search=Meets')
  await page.getByRole('checkbox', { name: 'Select all shown' }).click()
  await page.getByRole('button', { name: 'Disable…' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'What it does' })).toContainText('Removes 168 runs')
})

test('a peak is flattened, and a calendar is subscribed to and revoked', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  for (const n of [1, 2, 3, 4, 5, 6])
    await api.schedule(`Flat ${n}`, { ...HOURLY, crontab: { minute: '0', hour: '*' }, queue: 'flat' })
  await enter(context)
  await page.goto('/calendar?of=queue:flat&zone=utc')
  await page.getByRole('button', { name: 'See what it does…' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Flatten the peak' })
  await expect(dialog.getByRole('region', { name: 'What it does' })).toContainText(/Moves [\d,]+ runs/)
  expect(await violations(page, 'flatten')).toEqual([])
  await dialog.getByRole('button', { name: /^Move \d+ schedules?$/ }).click()
  await expect(page.getByText(/^\d+ schedules? moved$/)).toBeVisible()

  await page.getByRole('button', { name: 'Subscribe…' }).click()
  const feeds = page.getByRole('dialog', { name: 'Subscribe to the calendar' })
  await feeds.getByLabel('Name').fill('Wall display')
  await feeds.getByRole('button', { name: 'Make the address' }).click()
  const address = await feeds.getByLabel('Address', { exact: true }).inputValue()
  expect(await violations(page, 'subscribe')).toEqual([])
  const text = await (await fetch(address)).text()
  expect(text).toContain('BEGIN:VCALENDAR')
  expect(text).toContain('Flat 1')
  await feeds.getByRole('button', { name: 'Revoke Wall display' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(page.getByText('Wall display is revoked')).toBeVisible()
  expect((await fetch(address)).status).not.toBe(200)
})
