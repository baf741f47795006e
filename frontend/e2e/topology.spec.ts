import type { Page } from '@playwright/test'
import { enter, expect, test } from './fixtures'
import { HOST, littleNetwork, LONG } from './network'
import { readInventory } from './synced'

// The demo may have to start, be read, and end what it was asking devices.
test.describe.configure({ timeout: 180_000 })

/** What the map draws, as its library knows it: a picture has no elements to ask. */
const drawn = (page: Page) =>
  page.getByTestId('graph').evaluate((box) => {
    interface Drawn {
      id: () => string
      data: (key: string) => string
      position: () => { x: number; y: number }
      renderedPosition: () => { x: number; y: number }
    }
    const cy = (box as unknown as { _cyreg: { cy: { nodes: () => Drawn[]; edges: () => { length: number } } } })._cyreg
      .cy
    return {
      links: cy.edges().length,
      nodes: cy.nodes().map((n) => ({
        id: n.id(),
        label: n.data('label'),
        at: n.position(),
        shown: n.renderedPosition(),
      })),
    }
  })

test.describe('the topology', () => {
  test.beforeEach(async ({ context, demo }) => {
    await littleNetwork(demo, await readInventory(demo))
    await enter(context, undefined, demo.url)
  })

  test('is drawn with places that stay, and a link of it tells both interfaces', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology`)
    await expect(page.getByRole('group', { name: /^Map of 10 devices and 11 links/ })).toBeVisible()
    await expect.poll(async () => (await drawn(page)).nodes.length).toBe(10)
    const before = await drawn(page)
    expect(before.links).toBe(11)
    // States are told by word, too.
    const legend = page.getByLabel('Legend')
    for (const word of ['Confirmed', 'One-sided', 'Shared', 'Doubted ?', 'Answered', 'No answer', 'Unknown'])
      await expect(legend).toContainText(word)
    await page.reload()
    await expect.poll(async () => (await drawn(page)).nodes.length).toBe(10)
    expect((await drawn(page)).nodes.map((n) => n.at)).toEqual(before.nodes.map((n) => n.at))

    // Lost links are there when they are asked for, and move nothing.
    await page.getByLabel('Lost links').check()
    await expect(page.getByRole('group', { name: /12 links/ })).toBeVisible()
    await expect(legend).toContainText('Lost ✕')
    await expect.poll(async () => (await drawn(page)).links).toBe(12)
    expect((await drawn(page)).nodes.map((n) => n.at)).toEqual(before.nodes.map((n) => n.at))

    const box = await page.getByTestId('graph').boundingBox()
    const core = (await drawn(page)).nodes.find((n) => n.label === 'core-1')!
    await page.mouse.click(box!.x + core.shown.x, box!.y + core.shown.y)
    const panel = page.getByRole('complementary', { name: 'Device' })
    await expect(panel.getByRole('heading', { name: 'core-1' })).toBeVisible()
    await expect(panel).toContainText('TwentyFiveGigE1/0/1 to core-2')
    await panel.getByRole('button', { name: 'Details of the link to dist-1' }).click()
    const link = page.getByRole('complementary', { name: 'Link' })
    await expect(link.getByRole('heading', { name: 'core-1 – dist-1' })).toBeVisible()
    await expect(link.getByRole('list', { name: 'Ends' })).toContainText('GigabitEthernet1/1/1')
    await expect(link.getByRole('row', { name: /dist-1 LLDP/ })).toBeVisible()
    await page.goBack()
    await expect(panel.getByRole('heading', { name: 'core-1' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
  })

  test('is searched, and looked at from one device', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology`)
    await page.getByLabel('Search devices of the topology').fill('utrecht c9300')
    const found = page.getByRole('list', { name: 'Found' })
    await expect(found.getByRole('button')).toHaveCount(1)
    await found.getByRole('button', { name: /dist-2/ }).click()
    await expect(page).toHaveURL(/search=utrecht/)
    const links = page.getByRole('list', { name: 'Links' })
    await expect(links.getByRole('listitem').filter({ hasText: 'access-2' })).toContainText('Doubted')
    await page.getByRole('button', { name: 'What lies around it' }).click()
    await expect(page.getByText('Around dist-2')).toBeVisible()
    await expect(page.getByRole('group', { name: /^Map of 5 devices/ })).toBeVisible()
    await page.getByRole('group', { name: 'How far, in links' }).getByRole('button', { name: '2' }).click()
    await expect(page.getByRole('group', { name: /^Map of 10 devices/ })).toBeVisible()
    await expect(page).toHaveURL(/hops=2/)
    await page.goBack()
    await expect(page.getByText('Around dist-2')).toHaveCount(0)
    await expect(page.getByRole('group', { name: /^Map of 10 devices/ })).toBeVisible()
  })

  test('is reached from a device, and says where it does not know one', async ({ page, demo }) => {
    await page.goto(`${demo.url}/inventory/devices/1`)
    await page.getByRole('link', { name: 'Its neighbours' }).click()
    await expect(page).toHaveURL(/\/topology\?around=/)
    await expect(page.getByRole('heading', { name: 'This device is not in the topology' })).toBeVisible()
    await page.getByRole('button', { name: 'Show all of the topology' }).click()
    await expect(page.getByRole('group', { name: /^Map of 10 devices/ })).toBeVisible()
  })

  test('is read as a list, by keys alone', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology?view=list&sort=state`)
    const links = page.getByRole('grid', { name: 'Links' })
    await expect(links.getByRole('row')).toHaveCount(12)
    await expect(links.getByRole('row').nth(1)).toContainText('Doubted')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'Link' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Devices/ }).click()
    const devices = page.getByRole('grid', { name: 'Devices' })
    await expect(devices.getByRole('row', { name: /access-2/ })).toContainText('No answer')
    await devices.getByText('access-1', { exact: true }).click()
    await page.getByRole('button', { name: 'Interfaces' }).click()
    await expect(page.getByRole('row', { name: /GigabitEthernet0\/1/ })).toContainText('uplink to dist-2')
    await expect(page.getByRole('row', { name: /Vlan99/ })).toHaveCount(0)
    await page.getByLabel('With what is gone').check()
    await expect(page.getByRole('row', { name: /Vlan99/ })).toContainText('gone')
    await page.getByRole('button', { name: 'MAC table' }).click()
    await expect(page.getByRole('row', { name: new RegExp(HOST.mac) })).toContainText('GigabitEthernet0/7')
  })

  test('says what changed, by the last crawl and between two times', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology`)
    await page.getByRole('link', { name: '1 new, 1 lost, 1 doubted' }).click()
    const changes = page.getByRole('grid', { name: 'Changes' })
    await expect(changes.getByRole('row')).toHaveCount(4)
    await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Lost' }).click()
    await expect(changes.getByRole('row')).toHaveCount(2)
    await changes.getByText('core-2').click()
    const link = page.getByRole('complementary', { name: 'Link' })
    await expect(link).toContainText('Lost since')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Between two times' }).click()
    await expect(page.getByRole('status').filter({ hasText: /1 link new, 1 lost/ })).toBeVisible()
    await page.getByRole('link', { name: 'Map of then' }).click()
    await expect(page.getByText(/^As it was on/)).toBeVisible()
    // The new one was not there, the lost one was.
    await expect(page.getByRole('group', { name: /^Map of 10 devices and 11 links/ })).toBeVisible()
    await page.goBack()
    await expect(page).toHaveURL(/view=difference/)
  })

  test('says where an address is, also from the palette', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology?view=where`)
    const field = page.getByLabel(/MAC address in any spelling/)
    await field.fill('not an address')
    await field.press('Enter')
    await expect(page.getByRole('alert')).toContainText('neither')
    await field.fill(HOST.ip)
    await field.press('Enter')
    const best = page.getByRole('region', { name: 'Best answer' })
    await expect(best).toContainText(HOST.switch)
    await expect(best).toContainText(HOST.port)
    await expect(best).toContainText('VLAN 20')
    await expect(page.getByRole('row', { name: /dist-2/ })).toContainText('it is beyond')

    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(/Schedule, device, address/).fill('5254.0012.3456')
    await page.getByRole('option', { name: /Where is 5254.0012.3456/ }).click()
    await expect(page).toHaveURL(/address=5254\.0012\.3456/)
    await expect(best).toContainText(HOST.switch)
    await field.fill('52:54:00:99:99:99')
    await field.press('Enter')
    await expect(page.getByRole('heading', { name: 'Nobody has heard it' })).toBeVisible()
  })

  test('can be taken along as it is shown', async ({ page, demo }) => {
    await page.goto(`${demo.url}/topology?location=Utrecht`)
    await expect(page.getByRole('group', { name: /^Map of/ })).toBeVisible()
    await page.getByRole('button', { name: 'Export' }).click()
    for (const [name, ending] of [
      ['JSON', 'json'],
      ['GraphML', 'graphml'],
      ['Mermaid', 'mmd'],
      ['CSV', 'csv'],
    ] as const) {
      const link = page.getByRole('link', { name: new RegExp(`^${name}`) })
      expect(await link.getAttribute('href')).toContain('location=Utrecht')
      const loading = page.waitForEvent('download')
      await link.click()
      const file = await loading
      expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`))
      await page.getByRole('button', { name: 'Export' }).click()
    }
  })

  test('is there on a telephone', async ({ visit, demo }) => {
    const context = await visit({ viewport: { width: 390, height: 844 }, hasTouch: true })
    await enter(context, undefined, demo.url)
    const page = await context.newPage()
    for (const path of [
      '',
      '?view=list',
      '?view=list&of=devices',
      '?view=changes',
      '?view=difference',
      `?view=where&address=${HOST.ip}`,
    ]) {
      await page.goto(`${demo.url}/topology${path}`)
      await page.getByRole('heading', { name: 'Topology' }).waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0)
    }
    await page.goto(`${demo.url}/topology?view=list&of=devices`)
    await page.getByText(LONG).click()
    await expect(page.getByRole('heading', { name: LONG })).toBeInViewport()
  })
})

test('without any crawl, the topology leads to the first one', async ({ page, context }) => {
  await enter(context)
  await page.goto('/topology')
  await expect(page.getByRole('heading', { name: 'Nothing is known of the network yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Discover the topology…' }).click()
  await expect(page.getByRole('dialog').getByLabel('Task')).toHaveValue('discover_topology')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Make a schedule of it' }).click()
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('discover_topology')
})
