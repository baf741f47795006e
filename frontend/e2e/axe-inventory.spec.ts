import { violations } from './accessible'
import { enter, expect, test } from './fixtures'
import { ran, readInventory, stoppedByGuard } from './synced'

test.use({ trace: 'off' })

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the inventory, ${theme}`, async ({ visit, demo }) => {
    test.setTimeout(300_000)
    const found: string[] = []
    const api = await readInventory(demo)
    const { aimed, job } = await stoppedByGuard(api, `Stopped, ${theme}`)
    const mixed = await ran(api, 'touch_devices', { devices: ['1', '2', 'no-such-device'] })
    const synced = await ran(api, 'sync_checkmk_hosts', { effective_attributes: true })
    const [host] = await api.call<{ id: string }[]>('GET', '/inventory/hosts?linked=true&limit=1')
    const [lone] = await api.call<{ id: string }[]>('GET', '/inventory/hosts?linked=false&limit=1')
    const devices = await api.call<{ id: string }[]>('GET', '/inventory/syncs?kind=device&complete=true')
    const [hosts] = await api.call<{ id: string }[]>('GET', '/inventory/syncs?kind=host&complete=true')
    const sync = devices.at(-1)!.id
    const set = aimed.inventory_id

    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    await enter(context, undefined, demo.url)
    const page = await context.newPage()
    const open = async (path: string) => {
      await page.goto(demo.url + path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
    }
    const look = async (what: string) => void found.push(...(await violations(page, what)))
    for (const path of [
      '/inventory',
      '/inventory?show=stale',
      '/inventory?role=core&location=Amsterdam&sort=-last_seen',
      '/inventory?search=nothing-like-it',
      '/inventory?tab=hosts',
      '/inventory?tab=hosts&show=linked&offline=false',
      '/inventory?tab=hosts&show=unlinked',
      '/inventory?tab=hosts&search=nothing-like-it',
      ...['host_without_device', 'device_without_host', 'address_differs', 'duplicate_address'].map(
        (kind) => `/inventory?tab=differences&kind=${kind}`,
      ),
      '/inventory?tab=syncs',
      '/inventory?tab=syncs&kind=host&result=complete',
      '/inventory?tab=syncs&result=other',
      '/inventory?tab=inventories',
      '/inventory?tab=inventories&search=nothing-like-it',
      '/inventory/devices/1',
      '/inventory/devices/1?tab=hosts',
      '/inventory/devices/1?tab=jobs',
      '/inventory/devices/999999',
      `/inventory/hosts/${host!.id}`,
      `/inventory/hosts/${lone!.id}`,
      `/inventory/syncs/${sync}`,
      `/inventory/syncs/${sync}?change=added`,
      `/inventory/syncs/${hosts!.id}`,
      '/inventory/compare',
      `/inventory/compare?kind=device&from=${sync}`,
      '/inventories/new',
      `/inventories/${set}`,
      `/inventories/${set}/edit`,
      `/jobs/${job.id}`,
      `/jobs/${mixed.id}`,
      `/jobs/${synced.id}`,
    ]) {
      await open(path)
      await look(path)
    }

    await open('/inventory')
    await page.getByRole('button', { name: 'Location', expanded: false }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().check()
    await look('a filter that is open')
    await open(`/inventory/hosts/${host!.id}`)
    await page.getByText('as CheckMK has them').click()
    await look('the attributes of a host')

    await open('/inventories/new')
    await page.getByRole('button', { name: 'And another condition' }).click()
    await page.getByLabel('Field of condition 2').selectOption('cf.')
    await page.getByLabel('Operator of condition 1').selectOption('matches')
    await page.getByLabel('Values of condition 1').fill('co(re')
    await page.getByLabel('Values of condition 1').press('Enter')
    await page.getByRole('alert').first().waitFor()
    await page.getByRole('button', { name: 'Make inventory' }).click()
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAttribute('aria-invalid', 'true')
    await look('an inventory that is refused')

    await open(`/inventories/${set}`)
    await page.getByRole('button', { name: 'Accept these devices…' }).click()
    await page.getByRole('dialog').waitFor()
    await look('accept')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').waitFor()
    await look('delete')

    await open(`/inventories/${set}/edit`)
    await page.getByLabel('Description').fill('Mine')
    await api.call('PUT', `/inventories/${set}`, { description: 'Theirs' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look('two versions')
    expect(found).toEqual([])
  })
}
