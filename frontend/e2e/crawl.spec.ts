import { enter, expect, live, test } from './fixtures'
import { ALARM, HOST_KEYS, littleNetwork, noCrawls, visitsSql } from './network'
import { readInventory } from './synced'

// The demo may have to start, be read, and end what it was asking devices.
test.describe.configure({ timeout: 180_000 })

test.describe('a crawl', () => {
  test.beforeEach(({ context, demo }) => enter(context, undefined, demo.url))

  test('tells what it found, device by device and step by step', async ({ page, demo }) => {
    const { job } = await littleNetwork(demo, await readInventory(demo))
    await page.goto(`${demo.url}/jobs/${job}`)
    await expect(page.getByText('Not tried: 2 (excluded by kind or name), 1 (no address is known).')).toBeVisible()
    await expect(page.getByText('core-2 TwentyFiveGigE1/0/4 – dist-2 GigabitEthernet1/1/2')).toBeVisible()
    const table = page.getByRole('table')
    await expect(table.getByRole('row')).toHaveCount(11)
    await expect(table.getByRole('row', { name: /^core-1/ }).getByRole('cell')).toContainText(['OK', 'OK1', 'OK2'])
    await page.getByRole('button', { name: /^Only failed/ }).click()
    await expect(table.getByRole('row')).toHaveCount(4)
    // What went wrong is told to whoever gets there by keys.
    const failed = table.getByRole('row', { name: /^dist-1/ }).getByRole('note', { name: /^Failed/ })
    await failed.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(failed).toBeFocused()
    await expect(page.getByRole('tooltip')).toHaveText('Command refused: % Invalid input detected')
    await expect(table.getByRole('row', { name: /^access-2/ })).toContainText('Login refused')
    // Its place on the map of the crawl is behind the one that heard it.
    const map = page.getByRole('list', { name: 'Devices by distance' })
    await expect(map.getByRole('listitem')).toHaveCount(10)
    await page.getByLabel('With the 3 not tried').uncheck()
    await expect(map.getByRole('listitem')).toHaveCount(7)
    await page.getByRole('link', { name: 'On the map' }).click()
    await expect(page).toHaveURL(new RegExp(`/topology\\?job=${job}`))
  })

  test('is run again for those that failed, and no others', async ({ page, demo }) => {
    const { job } = await littleNetwork(demo, await readInventory(demo))
    await page.goto(`${demo.url}/jobs/${job}`)
    await page.getByRole('button', { name: /^Retry only the failed ones/ }).click()
    await expect(page).not.toHaveURL(new RegExp(job))
    await expect(page.getByText('Retried by hand')).toBeVisible()
    const api = await readInventory(demo)
    const again = await api.call<{ kwargs: { device_ids: unknown[] } }>('GET', `/jobs/${page.url().split('/').at(-1)}`)
    expect(again.kwargs.device_ids).toHaveLength(2)
  })

  test('is watched while it goes from device to device', async ({ page, demo }) => {
    const api = await readInventory(demo)
    // Nobody works on this queue: the job waits, and what it has met is written for it.
    const asked = { task: 'discover_topology', kwargs: { device_ids: [1] }, queue: 'nobody-works-here' }
    const { id } = await api.call('POST', '/jobs', asked)
    await page.goto(`${demo.url}/jobs/${id}`)
    await live(page)
    await expect(page.getByText('No device was met yet.')).toBeVisible()
    await demo.sql(visitsSql(id, 4))
    await page.reload()
    await live(page)
    const map = page.getByRole('list', { name: 'Devices by distance' })
    await expect(map.getByRole('listitem')).toHaveCount(4)
    await expect(map.getByRole('listitem').filter({ hasText: 'dist-1' })).toContainText('Asking')
    await expect(map.getByRole('listitem').filter({ hasText: 'dist-2' })).toContainText('held by job 7')
    await expect(page.getByRole('row', { name: /^dist-1/ })).toContainText('Asking')
    const at = () => map.getByRole('listitem').filter({ hasText: 'core-2' }).boundingBox()
    const before = await at()
    // What is new comes when the stream tells of the job, and moves nothing.
    await demo.sql(visitsSql(id))
    await api.call('POST', `/jobs/${id}/cancel`)
    await expect(map.getByRole('listitem')).toHaveCount(10)
    expect((await at())!.x).toBe(before!.x)
    await expect(page.getByRole('row', { name: /^access-2/ })).toContainText('Login refused')
  })
})

test('a crawl over real sessions is watched to its end, and drawn', async ({ page, context, demo }) => {
  test.setTimeout(300_000)
  await enter(context, undefined, demo.url)
  const api = await readInventory(demo)
  await noCrawls(api)
  // Another test may have left a login that goes before the demo's, and that no device takes.
  await demo.sql("delete from noc.host_keys; delete from noc.credentials where name <> 'demo devices'")
  const kwargs = { seed_devices: [1], max_depth: 2, concurrency: 2 }
  const { id } = await api.call('POST', '/jobs', { task: 'discover_topology', kwargs })
  await page.goto(`${demo.url}/jobs/${id}`)
  const map = page.getByRole('list', { name: 'Devices by distance' })
  await expect(map.getByText(/Asking|Connecting/).first()).toBeVisible({ timeout: 30_000 })
  // Neighbours come by themselves, and at last the result stands in its place.
  await expect(page.getByRole('link', { name: 'On the map' })).toBeVisible({ timeout: 150_000 })
  await expect(map.getByRole('listitem').first()).toContainText('OK')
  await expect(page.getByRole('heading', { name: 'Devices', exact: true })).toHaveCount(0)
  await page.getByRole('link', { name: 'On the map' }).click()
  await expect(page.getByRole('group', { name: /^Map of \d+ devices and \d+ links/ })).toBeVisible()
  await expect(page.getByLabel('Legend')).toContainText('Confirmed')
})

test('another host key is an alarm that only an admin can end', async ({ page, visit, context, demo }) => {
  await demo.sql(HOST_KEYS)
  const api = await readInventory(demo)
  const viewer = await api.user('keys-viewer', 'viewer')
  const theirs = await visit()
  await enter(theirs, viewer, demo.url)
  const looking = await theirs.newPage()
  await looking.goto(`${demo.url}/settings?tab=host-keys&show=changed`)
  await expect(looking.getByText(ALARM.offered)).toBeVisible()
  await expect(looking.getByRole('button', { name: 'Accept…' })).toHaveCount(0)

  await enter(context, undefined, demo.url)
  await page.goto(`${demo.url}/settings?tab=host-keys`)
  await expect(page.getByRole('button', { name: /^Forget the key of/ })).toHaveCount(2)
  await page.getByRole('button', { name: 'Showed another key' }).click()
  await page.getByRole('button', { name: 'Accept…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(ALARM.known)
  await expect(dialog).toContainText(ALARM.offered)
  await dialog.getByRole('button', { name: 'Accept the new key' }).click()
  await expect(page.getByRole('heading', { name: 'No alarm' })).toBeVisible()
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(page.getByText(/Accepted by admin/)).toBeVisible()
  await page.getByRole('button', { name: 'Forget the key of core-1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget the key' }).click()
  await expect(page.getByText('SHA256:of-core-1')).toHaveCount(0)
})
