import { enter, expect, live, test } from './fixtures'

test('everything is held, every page says so, and it is lifted', async ({ page, context, api }) => {
  await enter(context)
  await api.schedule('Under the hold', { interval: { every: 1, period: 'hours' } })
  await page.goto('/')
  await live(page)
  await page.getByRole('button', { name: 'Hold all…' }).click()
  await expect(page.getByRole('dialog')).toContainText('It would suppress')
  await page.getByLabel('Note').fill('core upgrade')
  await page.getByRole('button', { name: 'Hold everything' }).click()
  const banner = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Lift…' }) })
  await expect(banner).toContainText('core upgrade')
  await page.goto('/workers')
  await expect(banner).toBeVisible()
  await banner.getByRole('button', { name: 'Lift…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift it now' }).click()
  await expect(banner).toHaveCount(0)
  await page.goto('/settings?tab=maintenance')
  await expect(page.getByRole('listitem').filter({ hasText: 'Hold all' })).toContainText('Lifted by admin')
})

test('a queue is paused with a reason and resumed', async ({ page, context }) => {
  await enter(context)
  await page.goto('/workers')
  await page.getByRole('button', { name: 'Pause default' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused by admin')).toBeVisible()
  await page.getByRole('button', { name: 'Resume default' }).click()
  await expect(page.getByText('Paused by admin')).toHaveCount(0)
})

test('snoozed and awake again', async ({ page, context, api }) => {
  await enter(context)
  const schedule = await api.schedule('Sleepy', { interval: { every: 1, period: 'hours' } })
  await page.goto(`/schedules/${schedule.id}?tab=due`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Snooze for 1 hour' }).click()
  await expect(page.getByText('Snoozed').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Enabled', { exact: true }).first()).toBeVisible()
  // And why it did not run, whenever somebody asks.
  await page.getByLabel(/Why did it not run/).fill('2020-01-01T02:00')
  await page.getByRole('button', { name: 'Tell me why' }).click()
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /not|before|yet/ })
      .first(),
  ).toBeVisible()
})
