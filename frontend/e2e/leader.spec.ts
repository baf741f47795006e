import { enter, expect, live, test } from './fixtures'

test('without shared workers one tab holds the stream; when it closes, another takes over', async ({
  context,
  api,
}) => {
  test.setTimeout(150_000)
  await enter(context)
  await context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'))
  const streams = new Map<unknown, number>()
  const open = async (isSlow = false) => {
    const tab = await context.newPage()
    // Lists that come late bring no place to begin at: the tab joins without one.
    if (isSlow)
      await tab.route(/\/api\/(workers|jobs\?)/, async (route) => {
        await new Promise((resume) => setTimeout(resume, 2_500))
        await route.continue()
      })
    tab.on('request', (request) => {
      if (request.url().includes('/jobs/stream')) streams.set(tab, (streams.get(tab) ?? 0) + 1)
    })
    await tab.goto('/jobs?task=noop')
    await live(tab)
    return tab
  }
  const noop = () => api.job({ task: 'noop', kwargs: {} })
  const first = await open()
  const second = await open(true)
  const third = await open()
  expect([...streams.keys()]).toEqual([first])

  const before = await noop()
  for (const tab of [second, third]) await expect(tab.locator(`[data-key="${before.id}"]`)).toContainText('Succeeded')
  const logged = await api.job({ kwargs: { duration: 2, steps: 4, log_lines: 8 } })

  // The log of a job that one tab shows comes along after the change, too.
  await third.goto(`/jobs?job=${logged.id}`)
  await live(third)
  await first.close()
  const after = await Promise.all([noop(), noop(), noop()])
  await expect(third.getByText(/^8 lines$/)).toBeVisible()
  for (const job of [before, ...after]) {
    await expect(second.locator(`[data-key="${job.id}"]`)).toHaveCount(1)
    await expect(second.locator(`[data-key="${job.id}"]`)).toContainText('Succeeded')
  }
  await live(second)
  const holders = [second, third].filter((tab) => streams.get(tab))
  expect(holders).toHaveLength(1)
})
