import { Api, enter, expect, live, test } from './fixtures'

interface Outcome {
  change_set: string | null
  changed: number
}

/** Many schedules by one request. */
async function fleet(api: Api, name: string, many: number, more: Record<string, unknown> = {}) {
  const edits = Array.from({ length: many }, (_, n) => ({
    op: 'create',
    changes: {
      name: `${name} ${String(n + 1).padStart(3, '0')}`,
      task: 'test_job',
      schedule_type: 'interval',
      interval: { every: 9, period: 'weeks' },
      ...more,
    },
  }))
  return api.call<Outcome>('POST', '/scheduler/bulk', { edits, note: 'for a test' })
}
const enabled = async (api: Api, search: string) =>
  (await api.call<{ enabled: boolean }[]>('GET', `/scheduler/tasks?search=${search}`)).filter((s) => s.enabled).length

test('all that match are changed together, shown or not, and put back as a whole', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  await fleet(api, 'Fleet', 203)
  await enter(context)
  await page.goto('/?search=Fleet')
  await live(page)
  await page.getByRole('checkbox', { name: 'Select all shown' }).click()
  const bar = page.getByRole('toolbar', { name: 'For the selected schedules' })
  await expect(bar).toContainText('200 schedules selected')
  await bar.getByRole('button', { name: 'Select all 203 matching' }).click()
  await expect(bar).toContainText('All 203 matching selected')
  await bar.getByRole('button', { name: 'Disable…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disable: 203 schedules' })
  await expect(dialog).toContainText('203 schedules change')
  await dialog.getByLabel('Note for the history').fill('CHG-4711')
  await dialog.getByRole('button', { name: 'Disable 203 schedules' }).click()
  await expect(page.getByText('203 schedules disabled')).toBeVisible()
  expect(await enabled(api, 'Fleet')).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('203 schedules put back')).toBeVisible()
  expect(await enabled(api, 'Fleet')).toBe(203)
})

test('on a telephone rows are chosen on their cards', async ({ visit, api }) => {
  await fleet(api, 'Pocket', 3)
  const context = await visit({ viewport: { width: 390, height: 844 } })
  await enter(context)
  const page = await context.newPage()
  await page.goto('/?search=Pocket')
  await page.getByRole('checkbox', { name: 'Select Pocket 002' }).check()
  const bar = page.getByRole('toolbar', { name: 'For the selected schedules' })
  await expect(bar).toContainText('1 schedule selected')
  await bar.getByRole('button', { name: 'Select all shown' }).click()
  await expect(bar).toContainText('3 schedules selected')
  await bar.getByRole('button', { name: 'Disable…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable 3 schedules' }).click()
  await expect(page.getByText('3 schedules disabled')).toBeVisible()

  // What was changed together is taken back from its card.
  await page.goto('/time?view=changes&span=hour&search=Pocket')
  await page
    .getByRole('button', { name: /^Take back/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('3 schedules put back')).toBeVisible()
  expect(await enabled(api, 'Pocket')).toBe(3)
})

test('each refusal is named before anything is done, and the rest goes without it', async ({ page, context, api }) => {
  const { username, password } = await api.user('bulk-otto', 'operator')
  const operator = { username, password }
  const own = await Api.login(undefined, operator)
  await api.schedule('Refusal of the admin')
  await own.schedule('Refusal of otto')
  await enter(context, operator)
  await page.goto('/?search=Refusal')
  await page.getByRole('checkbox', { name: 'Select all shown' }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog')
  const refused = dialog.getByRole('list', { name: 'One refusal refuses all' })
  await expect(refused.getByRole('listitem')).toHaveCount(1)
  await expect(refused).toContainText('Refusal of the admin')
  await expect(dialog.getByRole('button', { name: /^Delete/ })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Leave it out' }).click()
  await dialog.getByRole('button', { name: 'Delete 1 schedule' }).click()
  await expect(page.getByText('1 schedule deleted')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Refusal of otto' })).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'Refusal of the admin' })).toBeVisible()
})

test('tags, another queue, another owner and a while of silence for many', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  await api.user('bulk-olga', 'operator')
  await fleet(api, 'Motley', 3)
  await enter(context)
  const dialog = page.getByRole('dialog')
  const open = async (item: string) => {
    await page.goto('/?search=Motley')
    await page.getByRole('checkbox', { name: 'Select all shown' }).click()
    await page.getByRole('button', { name: 'More for the selected' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await open('Tag…')
  await dialog.getByLabel('Tags to add').fill('core, berlin')
  await dialog.getByRole('button', { name: 'Tag 3 schedules' }).click()
  await expect(page.getByText('3 schedules tagged')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'berlin' })).toHaveCount(3)
  await open('Move to a queue…')
  await dialog.getByLabel('Queue').fill('Not A Queue!')
  await expect(dialog.getByRole('alert').first()).toBeVisible()
  await dialog.getByLabel('Queue').fill('motley')
  await dialog.getByRole('button', { name: 'Move 3 schedules' }).click()
  await expect(page.getByText('3 schedules moved')).toBeVisible()
  await open('Give to somebody else…')
  await dialog.getByLabel('New owner').selectOption('bulk-olga')
  await dialog.getByRole('button', { name: 'Give 3 schedules' }).click()
  await expect(page.getByText('3 schedules given away')).toBeVisible()
  await open('Snooze…')
  await dialog.getByLabel(/^Until/).fill('2099-01-01T08:00')
  await dialog.getByRole('button', { name: 'Snooze 3 schedules' }).click()
  await expect(page.getByText('3 schedules snoozed')).toBeVisible()
  const all = await api.call<{ queue: string; owner_username: string; state: string; tags: string[] }[]>(
    'GET',
    '/scheduler/tasks?search=Motley',
  )
  for (const one of all)
    expect(one).toMatchObject({
      queue: 'motley',
      owner_username: 'bulk-olga',
      state: 'snoozed',
      tags: ['berlin', 'core'],
    })
})

test('every change in the time machine; what was made together is one, and goes back as one', async ({
  page,
  context,
  api,
}) => {
  test.setTimeout(120_000)
  await fleet(api, 'Together', 3)
  const filter = { search: 'Together' }
  const moved = { type: 'queue', queue: 'together' }
  await api.call('POST', '/scheduler/bulk', { filter, action: moved, note: 'NOC-7' })
  await enter(context)
  await page.goto('/time?view=changes&span=hour&search=Together')
  await live(page)
  const rows = page.getByRole('grid', { name: 'Changes' }).getByRole('row')
  const bulk = rows.filter({ hasText: 'NOC-7' })
  await expect(rows).toHaveCount(3)
  await expect(bulk).toContainText('3 schedules together')
  await expect(bulk).toContainText('queue')
  await bulk.getByRole('button', { name: /^Take back/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('3 schedules put back')).toBeVisible()
  await expect(rows).toHaveCount(4)
  // What one of them made different.
  await bulk.click()
  await expect(page.getByRole('grid', { name: 'Differences' }).getByRole('row')).toHaveCount(4)
  await expect(page.getByRole('grid', { name: 'Differences' })).toContainText('Queue: default → together')
})
