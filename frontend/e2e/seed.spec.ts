import { enter, expect, live, test } from './fixtures'

const SEED_WALK = { seed_devices: [1, 2, 3], max_depth: 3 }

test('weekly, Mondays 03:00, with arguments of a list and a number, by clicking', async ({ page, context, api }) => {
  await enter(context)
  await page.goto('/schedules/new')
  await page.getByLabel('Name', { exact: true }).fill('Walk from the seeds')
  await page.getByLabel('Task', { exact: true }).selectOption('seed_walk')
  await page.getByRole('button', { name: 'Mondays 03:00' }).click()
  await expect(page.getByRole('region', { name: 'In words' })).toContainText('At 03:00 on Mondays')
  await page.getByLabel(/^Seed devices/).fill('1, 2, 3')
  await page.getByLabel(/^Max depth/).fill('3')
  // The same model as text.
  await page.getByRole('button', { name: 'JSON' }).click()
  await expect(page.locator('.cm-content')).toContainText('"max_depth": 3')
  await page.getByRole('button', { name: 'Form' }).click()
  await expect(page.getByLabel(/^Seed devices/)).toHaveValue('1, 2, 3')
  await page.getByRole('button', { name: 'Make schedule' }).click()
  await expect(page.getByRole('heading', { name: 'Walk from the seeds' })).toBeVisible()

  const [made] = await api.call<{ kwargs: unknown; crontab: unknown }[]>('GET', '/scheduler/tasks?search=Walk+from')
  expect(made?.kwargs).toEqual(SEED_WALK)
  expect(made?.crontab).toMatchObject({ minute: '0', hour: '3', day_of_week: '1' })

  // And it runs with them.
  await live(page)
  await page.getByRole('button', { name: 'Run now' }).click()
  const row = page.getByRole('grid', { name: 'Jobs' }).getByRole('row').filter({ hasText: 'Run by hand' })
  await expect(row).toContainText('Succeeded')
})

test('a list that is none is said at its field, before anything is sent', async ({ page, context }) => {
  await enter(context)
  await page.goto('/schedules/new')
  await page.getByLabel('Task', { exact: true }).selectOption('seed_walk')
  await page.getByLabel(/^Seed devices/).fill('1, two')
  await expect(page.getByText('Whole numbers, separated by commas')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make schedule' })).toBeDisabled()
})

for (const [preset, words, expected] of [
  ['Hourly', 'Every hour', { schedule_type: 'interval', interval: { every: 1, period: 'hours' } }],
  ['Daily 02:00', 'At 02:00', { schedule_type: 'crontab', crontab: { minute: '0', hour: '2', day_of_week: '*' } }],
] as const) {
  test(`the example "${preset}" by clicking`, async ({ page, context, api }) => {
    await enter(context)
    await page.goto('/schedules/new')
    await page.getByLabel('Name', { exact: true }).fill(`Nautobot sync, ${preset}`)
    await page.getByLabel('Task', { exact: true }).selectOption('sync_nautobot_devices')
    await page.getByRole('button', { name: preset, exact: true }).click()
    await expect(page.getByRole('region', { name: 'In words' })).toContainText(words)
    await page.getByLabel('Enable immediately').check()
    await page.getByRole('button', { name: 'Make schedule' }).click()
    await expect(page.getByRole('heading', { name: `Nautobot sync, ${preset}` })).toBeVisible()
    const [made] = await api.call<object[]>('GET', `/scheduler/tasks?search=${encodeURIComponent(`sync, ${preset}`)}`)
    expect(made).toMatchObject({ ...expected, task: 'sync_nautobot_devices', enabled: true })
  })
}
