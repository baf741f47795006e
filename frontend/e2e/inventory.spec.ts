import type { Locator, Page } from '@playwright/test'
import { enter, expect, test } from './fixtures'
import { ran, readInventory as read, stoppedByGuard } from './synced'

// The demo may have to start and be read first.
test.describe.configure({ timeout: 180_000 })

/** The network of the demo changes every 20 s, and is read every 30 s. */
const CHANGE_MS = 120_000

interface Sync {
  id: string
  kind: string
  counts: { added?: number; changed?: number }
}
const list = (page: Page, name: string) => page.getByRole('grid', { name })
const dialog = (page: Page) => page.getByRole('dialog')
/** `41` of `41 devices`. */
const told = async (page: Page, what: RegExp) =>
  Number(/\d+/.exec((await page.getByText(what).textContent()) ?? '')?.[0])
/** How many match, once as many rows are shown: until it is read anew, what stands there is of before, and syncs go on. */
async function matching(page: Page, what: RegExp, rows: Locator) {
  let count = 0
  await expect(async () => {
    count = await told(page, what)
    expect(await rows.count()).toBe(count)
  }).toPass({ timeout: 20_000 })
  return count
}

test('filters of devices live in the address, and Back keeps them', async ({ visit, demo }) => {
  await read(demo)
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory`)
  const all = await told(page, /^\d+ devices$/)
  await page.getByRole('button', { name: 'Role', expanded: false }).click()
  await page.getByRole('checkbox', { name: /^core / }).check()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/role=core/)
  const rows = list(page, 'Devices').locator('[data-row]')
  await expect(rows.filter({ hasNotText: 'core' })).toHaveCount(0)
  const core = await matching(page, /^\d+ devices match$/, rows)
  expect(core).toBeLessThan(all)
  for (const row of await rows.all()) await expect(row).toContainText('core')

  const first = rows.first().getByRole('link')
  const name = (await first.textContent())!.trim()
  await first.click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/role=core/)
  await expect(page.getByRole('button', { name: 'Role core' })).toBeVisible()
  await expect(rows).toHaveCount(core)

  await page.getByLabel('Search devices').fill('nothing is called like this')
  await expect(page.getByRole('heading', { name: 'No device matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all devices' }).click()
  await expect(page).toHaveURL(/\/inventory$/)
  await expect(page.getByLabel('Search devices')).toHaveValue('')
  await expect(page.getByText(/^\d+ devices$/)).toBeVisible()
  // A link from elsewhere means the same.
  await page.goto(`${demo.url}/inventory?tab=hosts&show=unlinked`)
  await expect(page.getByRole('button', { name: /^No device/ })).toHaveAttribute('aria-pressed', 'true')
  expect(await matching(page, /^\d+ hosts? match$/, list(page, 'Hosts').locator('[data-row]'))).toBeGreaterThan(0)
})

test('where Nautobot and CheckMK disagree is told, and leads to both', async ({ visit, demo }) => {
  const api = await read(demo)
  const summary = await api.call<Record<string, number>>('GET', '/inventory/disagreements/summary')
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory?tab=differences`)
  for (const [label, kind] of [
    ['Only in CheckMK', 'host_without_device'],
    ['Only in Nautobot', 'device_without_host'],
    ['Address differs', 'address_differs'],
    ['Duplicate address', 'duplicate_address'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).click()
    await expect(page.getByRole('button', { name: new RegExp(`^${label}`) })).toHaveAttribute('aria-pressed', 'true')
    if (summary[kind]) await expect(list(page, label).locator('[data-row]').first()).toBeVisible()
    else await expect(page.getByRole('heading', { name: 'Nautobot and CheckMK agree here' })).toBeVisible()
  }
  // The network of the demo has at least these on purpose.
  expect(summary.address_differs).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^Address differs/ }).click()
  await expect(page).toHaveURL(/kind=address_differs/)
  const row = list(page, 'Address differs').locator('[data-row]').first()
  await row.locator('a[href^="/inventory/hosts/"]').click()
  await expect(page).toHaveURL(/\/inventory\/hosts\//)
  await page.goBack()
  await row.locator('a[href^="/inventory/devices/"]').click()
  await expect(page).toHaveURL(/\/inventory\/devices\//)
})

test('two syncs are compared', async ({ visit, demo }) => {
  test.setTimeout(CHANGE_MS + 60_000)
  const api = await read(demo)
  let ended: Sync[] = []
  // Newest first: the oldest is where to start, and a later one has something to tell.
  await expect
    .poll(
      async () => {
        ended = await api.call<Sync[]>('GET', '/inventory/syncs?kind=device&complete=true&limit=50')
        return ended.slice(0, -1).some((sync) => sync.counts.changed || sync.counts.added)
      },
      { timeout: CHANGE_MS },
    )
    .toBe(true)
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory?tab=syncs&kind=device`)
  const boxes = list(page, 'Syncs').getByRole('checkbox')
  const compare = page.getByRole('button', { name: 'What changed between two' })
  await boxes.first().check()
  await expect(compare).toBeDisabled()
  await expect(page.getByText('Choose another sync of devices')).toBeVisible()
  await boxes.nth(1).check()
  await compare.click()
  await expect(page).toHaveURL(/\/inventory\/compare\?.*from=/)

  await page.goto(`${demo.url}/inventory/compare?kind=device&from=${ended.at(-1)!.id}`)
  const sentence = page.getByRole('region', { name: 'What remains' }).locator('p[role=status]')
  await expect(sentence).toContainText(/\d+ (devices? (was|were) added|devices? changed)|No device is different/)
  const api_says = await api.call<{ changed: number; added: number }>(
    'GET',
    `/inventory/differences/summary?kind=device&from=${ended.at(-1)!.id}&to=${ended[0]!.id}`,
  )
  await page.getByLabel('Up to').selectOption(ended[0]!.id)
  await expect(page).toHaveURL(new RegExp(`to=${ended[0]!.id}`))
  if (api_says.changed) {
    await page.getByRole('button', { name: /^Changed/ }).click()
    await expect(page.getByRole('list', { name: 'Differences' }).getByRole('listitem').first()).toContainText('Changed')
  }
  await page.getByRole('button', { name: 'Hosts', exact: true }).click()
  await expect(page.getByLabel('Since this sync')).toHaveValue('')
  await page.goBack()
})

test('an inventory is made by conditions, and what is wrong is said where it is', async ({ visit, demo }) => {
  const api = await read(demo)
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory?tab=inventories`)
  await page.getByRole('link', { name: 'New inventory' }).click()
  await page.getByLabel('Operator of condition 1').selectOption('matches')
  const values = page.getByLabel('Values of condition 1')
  await values.fill('co(re')
  await values.press('Enter')
  // Said while it is typed, and no devices are promised meanwhile.
  const complaint = page.getByRole('alert').filter({ hasText: /pattern|expression|regular/i })
  await expect(complaint).toBeVisible()
  await expect(page.getByText('Something above does not fit yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Without co(re' }).click()
  await values.fill('^core$')
  await values.press('Enter')
  await expect(complaint).toBeHidden()
  await expect(page.getByText(/\d+ devices now/)).toBeVisible()

  // Without a name it is refused, at the name.
  await page.getByRole('button', { name: 'Make inventory' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('Core of every site')
  await page.getByLabel(/^Devices that belong to it/).fill('no-such-device, 1')
  await page.getByLabel(/^Devices that belong to it/).press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'no-such-device' })).toBeVisible()
  await page.getByRole('button', { name: 'Without no-such-device' }).click()
  await page.getByRole('button', { name: 'Make inventory' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Core of every site' })).toBeVisible()
  await expect(page.getByText('Role matches ^core$')).toBeVisible()

  // Somebody else saves it while it is edited here.
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Core of every site')
  const id = Number(/inventories\/(\d+)/.exec(page.url())![1])
  await api.call('PUT', `/inventories/${id}`, { description: 'Theirs', max_change_percent: 10 })
  await page.getByLabel('Description').fill('Mine')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const row = dialog(page).getByRole('row').filter({ hasText: 'Description' })
  await expect(row).toContainText('Theirs')
  await expect(row).toContainText('Mine')
  await expect(dialog(page).getByRole('row').filter({ hasText: 'May change by' })).toContainText('10 %')
  await dialog(page).getByRole('button', { name: 'Save mine over it' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Core of every site' })).toBeVisible()
  await expect(page.getByText('Mine', { exact: true })).toBeVisible()
  expect((await api.call('GET', `/inventories/${id}`)).max_change_percent).toBe(50)

  // Another one cannot have its name.
  await page.goto(`${demo.url}/inventories/new`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('core of every site')
  await page.getByRole('button', { name: 'Remove condition 1' }).click()
  await page.getByLabel(/^Devices that belong to it/).fill('1')
  await page.getByRole('button', { name: 'Make inventory' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.goto(`${demo.url}/inventories/${id}`)
  await page.getByRole('button', { name: 'Delete…' }).click()
  await dialog(page).getByRole('button', { name: 'Delete the inventory' }).click()
  await expect(page).toHaveURL(/tab=inventories/)
})

test('the guard stops a job whose devices changed, and somebody accepts them', async ({ visit, demo }) => {
  const api = await read(demo)
  const { aimed, job: stopped } = await stoppedByGuard(api, 'Guarded')

  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/jobs/${stopped.id}`)
  // Why is said once, and then what to do about it.
  await expect(page.getByRole('alert').filter({ hasText: stopped.error!.message })).toHaveCount(1)
  await expect(page.getByText('The guard stopped it before anything was touched.')).toBeVisible()
  await page.getByRole('link', { name: 'Open the inventory' }).click()
  await expect(page.getByText(/^The guard stops jobs/)).toBeVisible()
  await page.getByRole('button', { name: 'Accept these devices…' }).click()
  await dialog(page).getByRole('button', { name: 'They are right' }).click()
  await expect(page.getByText('A job would go on.')).toBeVisible()
  expect(await ran(api, 'touch_devices', aimed)).toMatchObject({ state: 'succeeded' })

  // The devices that were touched know it.
  const devices = page.getByRole('table').getByRole('rowheader')
  await devices.first().getByRole('link').click()
  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  await expect(page.getByText('touch_devices').first()).toBeVisible()
})

test('viewers read the inventory, and what is not theirs is absent or says why', async ({ visit, demo }) => {
  const api = await read(demo)
  const set = await api.call('POST', '/inventories', { name: 'For looking at', conditions: [], devices: ['1'] })
  const viewer = await api.user('ina', 'viewer')
  const context = await visit({ viewport: { width: 390, height: 844 } })
  await enter(context, viewer, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory?tab=inventories`)
  await expect(page.getByRole('link', { name: 'For looking at' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New inventory' })).toHaveCount(0)
  await page.getByRole('link', { name: 'For looking at' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'For looking at' })).toBeVisible()
  await expect(page.getByText('A job would go on.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete…' })).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  for (const path of ['/inventories/new', `/inventories/${set.id}/edit`]) {
    await page.goto(demo.url + path)
    await expect(page.getByRole('heading', { name: 'Viewers cannot change inventories' })).toBeVisible()
    await expect(page.getByRole('button', { name: /Save|Make inventory/ })).toHaveCount(0)
  }
  await page.goto(`${demo.url}/schedules/new`)
  await expect(page.getByRole('heading', { name: 'Viewers cannot make schedules' })).toBeVisible()
})

test('a sync that ends is seen without a reload, and moves nothing under the pointer', async ({ visit, demo }) => {
  const api = await read(demo)
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/inventory?tab=syncs`)
  await page.evaluate(() => (document.body.dataset.same = 'yes'))
  const rows = list(page, 'Syncs').locator('[data-row]')
  await expect(rows.first()).toBeVisible()
  const newest = () => rows.first().getAttribute('data-key')
  const before = await newest()
  await ran(api, 'sync_nautobot_devices')
  await expect.poll(newest, { timeout: 20_000 }).not.toBe(before)

  // Over the list: what is new waits until it is asked for.
  await rows.nth(1).hover()
  const under = await newest()
  await ran(api, 'sync_nautobot_devices')
  const pill = page.getByRole('button', { name: /new syncs?$/ })
  await expect(pill).toBeVisible()
  expect(await newest()).toBe(under)
  await pill.click()
  await expect.poll(newest).not.toBe(under)
  await expect(page.locator('body')).toHaveAttribute('data-same', 'yes')
})

test('before anything was read every page names the next step', async ({ page, context }) => {
  await enter(context)
  await page.goto('/inventory')
  await expect(page.getByRole('heading', { name: 'No devices yet' })).toBeVisible()
  await page.getByRole('link', { name: 'Connect Nautobot' }).click()
  await expect(page).toHaveURL(/\/settings\?tab=connections/)
  await page.goto('/inventory?tab=hosts')
  await expect(page.getByRole('link', { name: 'Connect CheckMK' })).toBeVisible()
  await page.goto('/inventory?tab=differences')
  await expect(page.getByRole('heading', { name: 'Nothing was compared yet' })).toBeVisible()
  await page.goto('/inventory?tab=syncs')
  await expect(page.getByRole('heading', { name: 'No sync yet' })).toBeVisible()
  await page.goto('/inventory?tab=inventories')
  await page.getByRole('link', { name: 'Make an inventory' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New inventory' })).toBeVisible()
})
