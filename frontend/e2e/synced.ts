import { Api, expect } from './fixtures'
import type { Program } from './program'

/** A sync of forty devices takes a second, a crawl of them some more; a busy computer gets its time. */
const SYNC_MS = 90_000

interface Job {
  id: string
  state: string
  error: { class: string; message: string } | null
}

/** Starts a job and waits for its end. */
export async function ran(api: Api, task: string, kwargs: object = {}): Promise<Job> {
  const { id } = await api.call('POST', '/jobs', { task, kwargs })
  let job: Job | undefined
  await expect
    .poll(async () => (job = await api.call<Job>('GET', `/jobs/${id}`)).state, { timeout: SYNC_MS })
    .toMatch(/succeeded|failed|timed_out|cancelled/)
  return job!
}

/** The API of a program whose inventory was read from both sources. */
export async function readInventory(demo: Program): Promise<Api> {
  const api = await Api.login(demo.url)
  for (const [kind, task] of [
    ['devices', 'sync_nautobot_devices'],
    ['hosts', 'sync_checkmk_hosts'],
  ] as const) {
    const first = await api.call<unknown[]>('GET', `/inventory/${kind}?limit=1`)
    if (!first.length) expect((await ran(api, task)).state).toBe('succeeded')
  }
  return api
}

/** A named inventory of which the guard stopped the last job, and that job. */
export async function stoppedByGuard(api: Api, name: string) {
  const on = (role: string) => ({ conditions: [{ field: 'role', operator: 'equals', values: [role] }] })
  const set = await api.call('POST', '/inventories', { name, max_change_percent: 10, ...on('core') })
  const aimed = { inventory_id: Number(set.id) }
  expect(await ran(api, 'touch_devices', aimed)).toMatchObject({ state: 'succeeded' })
  await api.call('PUT', `/inventories/${set.id}`, on('access'))
  const job = await ran(api, 'touch_devices', aimed)
  expect(job).toMatchObject({ state: 'failed', error: { class: 'guard' } })
  return { aimed, job }
}
