import { Program } from './program'
import { Api, enter, expect, live, test } from './fixtures'

test('the server is killed and comes back: no row is lost, none is doubled', async ({ visit }) => {
  test.setTimeout(300_000)
  const program = await Program.start()
  try {
    const context = await visit()
    await enter(context, undefined, program.url)
    const page = await context.newPage()
    const api = await Api.login(program.url)
    const before = await Promise.all([1, 2, 3].map(() => api.job()))
    await page.goto(`${program.url}/jobs`)
    await live(page)
    await expect(page.getByText('3 jobs')).toBeVisible()

    await program.end('SIGKILL')
    await expect(page.getByTestId('live')).toContainText('Stale since')
    await program.run()
    await live(page)
    const again = await Api.login(program.url)
    const after = await Promise.all([1, 2].map(() => again.job()))
    await page.mouse.move(5, 5)
    for (const job of [...before, ...after]) {
      await expect(page.locator(`[data-key="${job.id}"]`)).toHaveCount(1)
      await expect(page.locator(`[data-key="${job.id}"]`)).toContainText('Succeeded', { timeout: 90_000 })
    }
    await expect(page.locator('[data-row]')).toHaveCount(5)
  } finally {
    await program.remove()
  }
})

test('eight tabs share one stream and all are live', async ({ context, api }) => {
  test.setTimeout(150_000)
  await enter(context)
  const streams: string[] = []
  context.on('request', (request) => request.url().includes('/jobs/stream') && streams.push(request.url()))
  const tabs = []
  for (let n = 0; n < 8; n++) {
    const tab = await context.newPage()
    await tab.goto('/jobs')
    await live(tab)
    tabs.push(tab)
  }
  const job = await api.job({ kwargs: { message: 'to all', duration: 0.3 } })
  for (const tab of tabs) {
    await tab.bringToFront()
    await expect(tab.locator(`[data-key="${job.id}"]`)).toContainText('Succeeded')
  }
  // The worker's requests are its own; no tab opened a stream.
  expect(streams.length).toBeLessThanOrEqual(1)
})

test('rows do not move under the pointer', async ({ page, context, api }) => {
  await enter(context)
  // Of a task that no schedule of another test runs: theirs may be due just now.
  const noop = { task: 'noop', kwargs: {} }
  const first = await api.job(noop)
  await page.goto('/jobs?task=noop')
  await live(page)
  const row = page.locator(`[data-key="${first.id}"]`)
  await expect(row).toContainText('Succeeded')
  await row.hover()
  const at = await row.boundingBox()
  const second = await api.job(noop)
  await expect(page.getByRole('button', { name: /1 new job/ })).toBeVisible()
  expect((await row.boundingBox())?.y).toBe(at?.y)
  await page.getByRole('button', { name: /1 new job/ }).click()
  await expect(page.locator(`[data-key="${second.id}"]`)).toBeVisible()
})

test('a log is told while it is written', async ({ page, context, api }) => {
  await enter(context)
  const job = await api.job({ kwargs: { duration: 4, steps: 8, log_lines: 40 } })
  await page.goto(`/jobs?job=${job.id}`)
  const log = page.getByRole('log', { name: 'Log lines' })
  await expect(log).toContainText(/info/i)
  await expect(page.getByText(/^40 lines$/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('article')).toContainText('Succeeded')
})
