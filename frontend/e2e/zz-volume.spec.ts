import { enter, expect, live, test, type Api } from './fixtures'

const MANY = 10_000
const AT_ONCE = 32

async function many(count: number, make: (n: number) => Promise<unknown>) {
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await make(next++)
    }),
  )
}

/** Scrolls for some seconds and counts frames, as the browser draws them. */
const scroll = () =>
  new Promise<{ frames: number; worst: number; seconds: number }>((resolve) => {
    const list = document.querySelector('[role="grid"]')
    if (!list) throw new Error('no list')
    const begun = performance.now()
    let [last, frames, worst] = [begun, 0, 0]
    const step = (now: number) => {
      frames += 1
      worst = Math.max(worst, now - last)
      last = now
      list.scrollTop += 90
      if (now - begun < 5_000) requestAnimationFrame(step)
      else resolve({ frames, worst, seconds: (now - begun) / 1_000 })
    }
    requestAnimationFrame(step)
  })

async function busy(api: Api, until: { over: boolean }) {
  // Each job is told as queued, running and succeeded.
  while (!until.over) {
    await Promise.all(Array.from({ length: 5 }, () => api.job({ task: 'noop', kwargs: {} })))
    await new Promise((resume) => setTimeout(resume, 250))
  }
}

test('10,000 schedules and 10,000 jobs with events coming in: scrolling stays smooth', async ({
  page,
  context,
  api,
}) => {
  test.setTimeout(600_000)
  await enter(context)
  await many(MANY, (n) => api.schedule(`Many ${String(n).padStart(5, '0')}`, { kwargs: {} }))
  await many(MANY, () => api.job({ task: 'noop', kwargs: {} }))
  for (const path of ['/?sort=name', '/jobs']) {
    await page.goto(path)
    await live(page)
    await page.locator('[data-row]').first().waitFor()
    const until = { over: false }
    const load = busy(api, until)
    const { frames, worst, seconds } = await page.evaluate(scroll)
    until.over = true
    await load
    console.log(
      `    ${path}: ${(frames / seconds).toFixed(1)} frames/s while scrolling, longest frame ${worst.toFixed(0)} ms`,
    )
    expect(await page.locator('[data-row]').count()).toBeLessThan(80)
  }
  await expect(page.getByText('10,000+ jobs')).toBeVisible()
})
