import { enter, expect, test } from './fixtures'
import { largeNetwork, networkSql } from './network'
import { Program } from './program'

// A trace would take most of what is measured.
test.use({ trace: 'off' })

const DEVICES = 1_000
const LINKS = 2_500
const JOB = '01900000-0000-7000-8000-000000000001'
const MOVE_MS = 3_000

test('a topology of 1,000 devices and 2,500 links is drawn whole, and can be moved', async ({ visit }) => {
  test.setTimeout(180_000)
  const program = await Program.start()
  try {
    await program.sql(networkSql(largeNetwork(DEVICES, LINKS), JOB))
    const context = await visit()
    await enter(context, undefined, program.url)
    const page = await context.newPage()
    const open = async () => {
      const begun = Date.now()
      await page.goto(`${program.url}/topology`)
      await expect(page.getByRole('group', { name: 'Map of 1,000 devices and 2,500 links' })).toBeVisible({
        timeout: 40_000,
      })
      const drawn = page.getByTestId('graph').locator('canvas').first()
      await expect(drawn).toBeVisible({ timeout: 40_000 })
      return Date.now() - begun
    }
    const [first, again] = [await open(), await open()]

    /** Every frame while something is done to the map over and over, as the browser draws them. */
    const frames = async (what: string, act: (nth: number) => Promise<void>) => {
      await page.evaluate(() => {
        const own = window as unknown as { frames: number[]; stop: boolean }
        Object.assign(own, { frames: [], stop: false })
        let last = performance.now()
        const step = (now: number) => {
          own.frames.push(now - last)
          last = now
          if (!own.stop) requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })
      const until = Date.now() + MOVE_MS
      for (let nth = 0; Date.now() < until; nth += 1) await act(nth)
      const all = await page.evaluate(() => {
        const own = window as unknown as { frames: number[]; stop: boolean }
        own.stop = true
        return own.frames
      })
      const sorted = [...all].sort((a, b) => a - b)
      const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0)
      const each = all.reduce((sum, f) => sum + f, 0) / all.length
      console.log(
        `    ${what}: ${(1_000 / each).toFixed(1)} frames/s; 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms`,
      )
    }
    console.log(`    Topology: ${first} ms until it is drawn for the first time, ${again} ms with its places known`)
    const box = (await page.getByTestId('graph').boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(box.x + 30, box.y + 30)
    await page.mouse.down()
    await frames('Dragged', (nth) => page.mouse.move(x + 150 * Math.sin(nth / 9), y + 150 * Math.cos(nth / 9)))
    await page.mouse.up()
    await page.mouse.move(x, y)
    await frames('Zoomed', (nth) => page.mouse.wheel(0, nth % 40 < 20 ? -60 : 60))

    await page.getByLabel('Search devices of the topology').fill('access-77')
    await expect(page.getByRole('status').filter({ hasText: 'access-77' })).toContainText('11 devices')
    await page.goto(`${program.url}/topology?view=list`)
    const links = page.getByRole('grid', { name: 'Links' })
    await expect(links).toHaveAttribute('aria-rowcount', String(LINKS + 1))
    await links.locator('[data-row]').first().focus()
    await page.keyboard.press('End')
    await expect(page.locator(`[data-row="${LINKS - 1}"]`)).toBeFocused()
  } finally {
    await program.remove()
  }
})
