import { enter, expect, live, test } from './fixtures'

const schedule = (name: string) => ({ name, task: 'test_job', interval: { every: 9, period: 'weeks' } })

test('what a file says is shown as its, a change by hand as drift, and the way back leads to the file', async ({
  page,
  context,
  api,
}) => {
  const files = [{ name: 'managed.yaml', schedules: [schedule('Of the file 1'), schedule('Of the file 2')] }]
  await api.call('POST', '/scheduler/apply', { files, note: 'CHG-1' })
  await enter(context)
  await page.goto('/?search=Of the file')
  await live(page)
  const row = page.getByRole('row').filter({ hasText: 'Of the file 1' })
  await expect(row).toContainText('file: managed.yaml')
  await expect(row).not.toContainText('drifted')

  await row.getByRole('link', { name: 'Of the file 1' }).click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByText('saving here is drift')).toBeVisible()
  await page.getByLabel('Description').fill('by hand')
  await page.getByRole('button', { name: 'Save' }).click()
  const drift = page.getByRole('region', { name: 'Drift' })
  await expect(drift).toContainText('Not as the file managed.yaml says: changed by hand by admin')
  await drift.getByRole('button', { name: 'What differs' }).click()
  await expect(drift).toContainText('by hand')
  await drift.getByRole('button', { name: 'Back to the file…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revert/ })
    .click()
  await expect(drift).toHaveCount(0)
  const plan = await api.call<{ items: unknown[] }>('POST', '/scheduler/apply', { files, dry_run: true })
  expect(plan.items).toEqual([])
  await api.call('POST', '/scheduler/apply', { files: [{ name: 'managed.yaml', schedules: [] }] })
})
