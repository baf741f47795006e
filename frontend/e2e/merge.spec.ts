import { violations } from './accessible'
import { enter, expect, test } from './fixtures'

test('two people edit one schedule: the second sees both versions and merges', async ({ page, context, api }) => {
  test.setTimeout(150_000)
  await enter(context)
  const schedule = await api.schedule('Shared', { queue: 'default' })
  await page.goto(`/schedules/${schedule.id}/edit`)
  await page.getByLabel('Description').fill('mine')
  await page.getByRole('button', { name: /^Options/ }).click()
  await page.getByLabel('Queue').fill('mine')

  // Meanwhile somebody else is faster.
  await api.call('PUT', `/scheduler/tasks/${schedule.id}`, { queue: 'theirs', priority: 'high' })

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'It was changed meanwhile' })
  await expect(dialog).toContainText('admin saved version 2')
  await expect(dialog.getByRole('group', { name: /Queue/ })).toContainText('theirs')
  await expect(dialog.getByRole('button', { name: /^Merge/ })).toBeDisabled()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page, `merge, ${colorScheme}`)).toEqual([])
  }
  await dialog.getByLabel(/Yours/).check()
  await dialog.getByRole('button', { name: /^Merge/ }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Shared is saved')).toBeVisible()

  const saved = await api.call('GET', `/scheduler/tasks/${schedule.id}`)
  expect(saved).toMatchObject({ queue: 'mine', description: 'mine', priority: 'high', version: 3 })
})
