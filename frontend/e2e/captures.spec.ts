import { violations } from './accessible'
import { enter, expect, test, type Api } from './fixtures'
import { noCrawls } from './network'
import { ran, readInventory } from './synced'

// The demo may have to start, be read, and end what it was asking devices.
test.describe.configure({ timeout: 180_000 })

const ASKED = { device_ids: [1], commands: ['show version', 'show interfaces status', 'show no-such-thing'] }

/** A baseline of a device, and a snapshot that is compared with it. */
async function baselineAndSnapshot(api: Api) {
  await noCrawls(api)
  const first = await ran(api, 'create_baseline', { ...ASKED, notes: 'CHG-2041' })
  const second = await ran(api, 'create_snapshot', ASKED)
  return { first, second }
}
interface Capture {
  id: string
  version: number | null
}

test.describe('baselines', () => {
  test.beforeEach(({ context, demo }) => enter(context, undefined, demo.url))

  test('are taken of devices, and tell what each command said', async ({ page, demo }) => {
    const api = await readInventory(demo)
    await noCrawls(api)
    await page.goto(`${demo.url}/inventory?tab=baselines`)
    await page.getByRole('button', { name: 'Baseline…' }).click()
    await expect(page.getByRole('dialog').getByLabel('Task')).toHaveValue('create_baseline')
    await page.keyboard.press('Escape')
    const { first } = await baselineAndSnapshot(api)
    const grid = page.getByRole('grid', { name: 'Baselines and snapshots' })
    await expect(grid.getByText('CHG-2041')).toBeVisible()
    await page.getByRole('button', { name: 'Snapshots', exact: true }).click()
    await expect(grid.getByText('CHG-2041')).toHaveCount(0)
    await expect(grid.getByText('Snapshot').first()).toBeVisible()

    await page.goto(`${demo.url}/jobs/${first.id}`)
    const table = page.getByRole('table')
    await expect(table.getByRole('columnheader', { name: 'show version' })).toBeVisible()
    await expect(table.getByRole('row', { name: /^ams-core-01/ })).toContainText('OK')
    await expect(table.getByRole('note', { name: /^Failed/ }).first()).toBeVisible()
    await page.getByRole('link', { name: 'What it kept' }).click()
    await expect(grid.getByRole('row')).toHaveCount(2)
    await page.getByRole('button', { name: /^Without Taken by/ }).click()
    await expect(grid.getByRole('row').nth(2)).toBeVisible()
  })

  test('are compared with what was expected, and a snapshot becomes one', async ({ page, demo }) => {
    const api = await readInventory(demo)
    const { second } = await baselineAndSnapshot(api)
    const [snapshot] = await api.call<Capture[]>('GET', `/captures?job_id=${second.id}`)
    await page.goto(`${demo.url}/inventory/captures/${snapshot!.id}`)
    await expect(page.getByRole('heading', { name: 'ams-core-01' })).toBeVisible()
    await expect(page.getByLabel('Compared with')).toHaveValue('')
    const commands = page.getByRole('list', { name: 'Commands' })
    await expect(commands.getByText('show version', { exact: true })).toBeVisible()
    await commands.getByText('show version', { exact: true }).click()
    await commands
      .getByRole('button', { name: /^The whole answer/ })
      .first()
      .click()
    await expect(page.getByRole('region', { name: 'Answer to show version' })).toContainText(/\S/)
    await page.getByLabel('Compared with').selectOption({ index: 1 })
    await expect(page).toHaveURL(/with=/)
    await page.getByRole('button', { name: 'Make it the baseline…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Note/).fill('As it should be')
    await dialog.getByRole('button', { name: 'Make it the baseline' }).click()
    await expect(page.getByText('“As it should be”')).toBeVisible()
    await expect(page.getByText(/Baseline v\d+, now/)).toBeVisible()
    await page.getByRole('link', { name: 'ams-core-01' }).click()
    await page.getByRole('button', { name: 'Baselines', exact: true }).click()
    await expect(page.getByRole('grid', { name: 'Baselines and snapshots' }).getByText(/, now/)).toHaveCount(1)
  })

  test('are no secrets for viewers', async ({ visit, demo }) => {
    const api = await readInventory(demo)
    const { second } = await baselineAndSnapshot(api)
    const [snapshot] = await api.call<Capture[]>('GET', `/captures?job_id=${second.id}`)
    const viewer = await api.user('captures-viewer', 'viewer')
    const context = await visit()
    await enter(context, viewer, demo.url)
    const page = await context.newPage()
    await page.goto(`${demo.url}/inventory/captures/${snapshot!.id}`)
    await page.getByText('show version', { exact: true }).click()
    await page
      .getByRole('button', { name: /^The whole answer/ })
      .first()
      .click()
    await expect(page.getByRole('region', { name: 'Answer to show version' })).toBeVisible()
    await expect(page.getByLabel('Word for word, with its secrets')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Make it the baseline…' })).toHaveCount(0)
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on baselines, ${theme}`, async ({ visit, demo }) => {
    test.setTimeout(180_000)
    const api = await readInventory(demo)
    const { first, second } = await baselineAndSnapshot(api)
    const [snapshot] = await api.call<Capture[]>('GET', `/captures?job_id=${second.id}`)
    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    await enter(context, undefined, demo.url)
    const page = await context.newPage()
    const found: string[] = []
    for (const path of [
      '/inventory?tab=baselines',
      '/inventory?tab=baselines&search=nothing-like-it',
      '/inventory/devices/1?tab=baselines',
      `/inventory/captures/${snapshot!.id}`,
      '/inventory/captures/01900000-0000-7000-8000-000000000000',
      `/jobs/${first.id}`,
    ]) {
      await page.goto(demo.url + path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
      found.push(...(await violations(page, path)))
    }
    await page.goto(`${demo.url}/inventory/captures/${snapshot!.id}`)
    const commands = page.getByRole('list', { name: 'Commands' }).locator('summary')
    await commands.first().waitFor()
    for (const command of await commands.all())
      if ((await command.locator('..').getAttribute('open')) === null) await command.click()
    await page
      .getByRole('button', { name: /^The whole answer/ })
      .first()
      .click()
    await page
      .getByRole('region', { name: /^Answer to/ })
      .first()
      .waitFor()
    found.push(...(await violations(page, 'all of it open')))
    await page.getByRole('button', { name: 'Make it the baseline…' }).click()
    await page.getByRole('dialog').waitFor()
    found.push(...(await violations(page, 'make it the baseline')))
    expect(found).toEqual([])
  })
}
