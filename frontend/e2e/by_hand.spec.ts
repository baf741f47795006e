import { enter, expect, live, test } from './fixtures'

const HOUR_MS = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

test('a backfill says what it would make, then makes it', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  await enter(context)
  // Due every hour for as long as one likes to look back, and never while this test runs.
  const schedule = await api.schedule('Backfilled', {
    interval: { every: 1, period: 'hours' },
    start_at: ago(72.5),
    enabled: false,
    overlap: 'allow',
    kwargs: { duration: 0, steps: 1 },
  })
  await page.goto(`/schedules/${schedule.id}?tab=due`)
  await live(page)
  await page.getByRole('button', { name: 'Backfill…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText('24 jobs would be made')
  await dialog.getByLabel('From').fill('2020-01-01T00:00')
  await expect(dialog).toContainText(/366 days|a year/i)
  const local = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toLocaleString('sv', { timeZone: 'UTC' })
  await dialog.getByLabel('From').fill(local(4).replace(' ', 'T').slice(0, 16))
  await expect(dialog.getByRole('status')).toContainText('4 jobs would be made')
  await dialog.getByLabel('Note').fill('the link was down')
  await dialog.getByRole('button', { name: 'Make 4 jobs' }).click()
  await expect(page.getByText('4 jobs made for Backfilled')).toBeVisible()
  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  const rows = page.getByRole('grid', { name: 'Jobs' }).getByRole('row').filter({ hasText: 'Backfill' })
  await expect(rows.filter({ hasText: 'Succeeded' })).toHaveCount(4)
  // Asked again, they have jobs.
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Backfill…' }).click()
  await expect(dialog.getByRole('status')).toContainText('Left out: 4 have a job already')
})

test('a maintenance window is changed', async ({ page, context, api }) => {
  await enter(context)
  await page.goto('/settings?tab=maintenance')
  await page.getByRole('button', { name: 'New window' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Sunday work')
  await dialog.getByRole('button', { name: 'Weekly' }).click()
  // One that is open cannot be deleted, and on Sunday nights it would be.
  await dialog.getByLabel('Not before').fill('2099-01-01T00:00')
  await dialog.getByLabel('Over').selectOption('tags')
  await dialog.getByLabel('Which tags?').fill('core, edge')
  await dialog.getByRole('button', { name: 'Make window' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Sunday work' })
  await expect(row).toContainText('Tags core, edge')

  await row.getByRole('button', { name: 'Change Sunday work' }).click()
  await expect(dialog.getByLabel('Which tags?')).toHaveValue('core, edge')
  await expect(dialog.getByRole('button', { name: 'Weekly' })).toHaveAttribute('aria-pressed', 'true')
  await dialog.getByLabel('Name').fill('Sunday and Monday work')
  await dialog.getByLabel('mon').check()
  await dialog.getByLabel('Hours').fill('2')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Sunday and Monday work is saved')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Sunday and Monday' })).toContainText(
    'Weekly, Mon, Sun at 22:00, for 2h',
  )
  const windows = await api.call<{ name: string; id: string }[]>('GET', '/scheduler/maintenance-windows')
  const made = windows.find((w) => w.name === 'Sunday and Monday work')
  expect(made).toMatchObject({ version: 2, weekly: { duration_seconds: 7_200 }, scope: { tags: ['core', 'edge'] } })
  await api.call('DELETE', `/scheduler/maintenance-windows/${made?.id}`)
})

test('schedules are found by tag, and filters stay in the address', async ({ page, context, api }) => {
  await enter(context)
  await api.schedule('Tagged one', { tags: ['ring-7', 'core'] })
  await api.schedule('Tagged two', { tags: ['ring-7'] })
  await api.schedule('Tagged not', { tags: ['ring-8'] })
  await page.goto('/')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Tag').fill('ring-7')
  await page.getByRole('dialog').getByLabel('Owner').fill('admin')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/owner=admin/)
  await expect(page).toHaveURL(/tag=ring-7/)
  await expect(page.getByText('2 schedules match')).toBeVisible()
  await page.reload()
  await expect(page.getByText('2 schedules match')).toBeVisible()
  await page.getByRole('button', { name: 'Without Tag ring-7' }).click()
  await expect(page).not.toHaveURL(/tag=/)
  await page.goto('/?search=Tagged')
  await page.getByRole('row').filter({ hasText: 'Tagged one' }).getByRole('link', { name: 'core' }).click()
  await expect(page).toHaveURL(/tag=core/)
})

test('what was deleted is found and brought back, under another name where its own is taken', async ({
  page,
  context,
  api,
}) => {
  await enter(context)
  const gone = await api.schedule('Came back')
  await api.call('DELETE', `/scheduler/tasks/${gone.id}`)
  await api.schedule('Came back')
  await page.goto('/?show=deleted&search=Came+back')
  const row = page.getByRole('row').filter({ hasText: 'Came back' })
  await row.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Came back again')
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('Came back again is back')).toBeVisible()
  expect(await api.call('GET', `/scheduler/tasks/${gone.id}`)).toMatchObject({ name: 'Came back again' })
})

test('a schedule is disabled with a reason, and snoozed until a moment', async ({ page, context, api }) => {
  await enter(context)
  const schedule = await api.schedule('Told why')
  await page.goto(`/schedules/${schedule.id}`)
  const more = page.getByRole('button', { name: 'More', exact: true })
  await more.click()
  await page.getByRole('menuitem', { name: 'Snooze until…' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Until/)
    .fill('2031-02-03T04:05')
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click()
  await expect(page.getByText(/Told why sleeps until Mon 0?3 Feb/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Told why is awake')).toBeVisible()

  await more.click()
  await page.getByRole('menuitem', { name: 'Disable with a note…' }).click()
  await page.getByRole('dialog').getByLabel(/^Note/).fill('ISP work')
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Told why is disabled')).toBeVisible()
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByText('“ISP work”').first()).toBeVisible()
})

test('two versions are compared, whichever they are', async ({ page, context, api }) => {
  const schedule = await api.schedule('Changed thrice', { description: 'one' })
  await api.call('PUT', `/scheduler/tasks/${schedule.id}`, { description: 'two' })
  await api.call('PUT', `/scheduler/tasks/${schedule.id}`, { queue: 'default', tags: ['late'] })
  await enter(context)
  await page.goto(`/schedules/${schedule.id}?tab=history`)
  const shown = page.getByRole('region', { name: 'Version 3' })
  await expect(shown.getByText('before: one')).toHaveCount(0)
  await shown.getByLabel('Compared with').selectOption('1')
  await expect(page).toHaveURL(/with=1/)
  await expect(shown.getByText('before: one')).toHaveCount(1)
  await expect(shown.getByText('after: late')).toHaveCount(1)
})

test('an admin gives a schedule to somebody else', async ({ page, context, api }) => {
  const schedule = await api.schedule('To be given away')
  const heir = await api.user('hedy', 'operator')
  await api.user('vito', 'viewer')
  await enter(context)
  await page.goto(`/schedules/${schedule.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Give to somebody else…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('option', { name: /vito/ })).toHaveCount(0)
  await dialog.getByLabel('New owner').selectOption('hedy')
  await dialog.getByLabel(/^Note/).fill('Moved to another team')
  await dialog.getByRole('button', { name: 'Give it' }).click()
  await expect(page.getByText('To be given away belongs to hedy')).toBeVisible()
  expect((await api.call('GET', `/scheduler/tasks/${schedule.id}`)).owner_username).toBe(heir.username)
})

test('runs are counted by day', async ({ page, context, api }) => {
  const schedule = await api.schedule('Counted')
  await enter(context)
  await page.goto(`/schedules/${schedule.id}`)
  const day = () => new Date().toISOString().slice(0, 10)
  // The same one, unless midnight passes in between.
  const before = day()
  await page.getByRole('button', { name: 'Run now' }).click()
  await expect(page.getByText('Counted runs')).toBeVisible()
  const told = new RegExp(`(${before}|${day()}): 1 succeeded`)
  const days = page.getByRole('list', { name: 'Runs per day' }).getByRole('listitem')
  await expect(days.filter({ hasText: told })).toHaveCount(1, { timeout: 20_000 })
})
