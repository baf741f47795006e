import { violations } from './accessible'
import { enter, expect, test } from './fixtures'
import { HOST, HOST_KEYS, linkId, littleNetwork, nodeId } from './network'
import { readInventory } from './synced'

test.use({ trace: 'off' })

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the topology, ${theme}`, async ({ visit, demo }) => {
    test.setTimeout(240_000)
    const found: string[] = []
    const { job } = await littleNetwork(demo, await readInventory(demo))
    await demo.sql(HOST_KEYS)
    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    await enter(context, undefined, demo.url)
    const page = await context.newPage()
    const open = async (path: string) => {
      await page.goto(demo.url + path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
    }
    const look = async (what: string) => void found.push(...(await violations(page, what)))
    const told = ['links', 'interfaces', 'macs', 'arp', 'routes']
    for (const path of [
      '/topology?lost=1',
      '/topology?search=dist',
      '/topology?search=nothing-like-it',
      `/topology?around=${nodeId(3)}&hops=2&at=2026-01-01T00:00:00Z`,
      `/topology?around=${nodeId(3)}`,
      '/topology?view=list&lost=1',
      '/topology?view=list&of=devices&sort=-last_seen',
      '/topology?view=list&search=nothing-like-it',
      ...told.map((table) => `/topology?view=list&of=devices&node=${nodeId(4)}&told=${table}`),
      `/topology?node=${nodeId(5)}`,
      `/topology?link=${linkId(5)}`,
      `/topology?link=${linkId(10)}`,
      `/topology?link=${linkId(999)}`,
      '/topology?view=changes',
      '/topology?view=changes&change=returned',
      '/topology?view=changes&since=ever',
      '/topology?view=difference',
      '/topology?view=difference&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
      '/topology?view=where',
      `/topology?view=where&address=${HOST.ip}`,
      '/topology?view=where&address=52:54:00:99:99:99',
      `/jobs/${job}`,
      '/settings?tab=host-keys',
      '/settings?tab=host-keys&search=nothing-like-it',
    ]) {
      await open(path)
      await look(path)
    }
    await open('/topology')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('dialog').waitFor()
    await look('export')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Now' }).click()
    await page.getByRole('dialog').waitFor()
    await look('another time')
    await open('/settings?tab=host-keys&show=changed')
    await page.getByRole('button', { name: 'Accept…' }).click()
    await page.getByRole('dialog').waitFor()
    await look('another host key')
    expect(found).toEqual([])
  })
}
