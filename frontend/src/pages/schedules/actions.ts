import type { Router } from 'vue-router'
import { api, ok, type Schedule } from '@/api/client'
import { Failure } from '@/api/problem'
import { keys, queryClient } from '@/api/queries'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

const at = (schedule: Schedule) => ({ path: { id: schedule.id } })

/** Puts what the server answered where other pages look for it. */
export function keep(schedule: Schedule): Schedule {
  queryClient.setQueryData(keys.schedule(schedule.id), schedule)
  void queryClient.invalidateQueries({ queryKey: keys.scheduleCounts })
  void queryClient.invalidateQueries({ queryKey: keys.history(schedule.id) })
  return schedule
}

export async function setEnabled(
  schedule: Schedule,
  enabled: boolean,
  more: { note?: string; cancel_jobs?: boolean } = {},
): Promise<Schedule> {
  const { note, cancel_jobs } = more
  const params = { ...at(schedule), query: { cancel_jobs } }
  return keep(await ok(api.PUT('/api/scheduler/tasks/{id}', { params, body: { enabled, note: note || undefined } })))
}

export async function remove(schedule: Schedule, note?: string, cancel_jobs?: boolean): Promise<Schedule> {
  const gone = await ok(
    api.DELETE('/api/scheduler/tasks/{id}', {
      params: { ...at(schedule), query: { note: note || undefined, cancel_jobs } },
    }),
  )
  void queryClient.invalidateQueries({ queryKey: keys.scheduleCounts })
  queryClient.removeQueries({ queryKey: keys.schedule(schedule.id) })
  return gone
}

export const run = (schedule: Schedule, kwargs?: Record<string, unknown>) =>
  ok(api.POST('/api/scheduler/tasks/{id}/run', { params: at(schedule), body: kwargs ? { kwargs } : {} }))

/** Switches and says so; where that fails, says why. */
export async function toggle(schedule: Schedule, enabled: boolean): Promise<Schedule | undefined> {
  try {
    return await setEnabled(schedule, enabled)
  } catch (e) {
    toastFailure(
      `${schedule.name} was not ${enabled ? 'enabled' : 'disabled'}`,
      e,
      () => void toggle(schedule, enabled),
    )
    return undefined
  }
}

export async function runNow(schedule: Schedule, router: Router, kwargs?: Record<string, unknown>) {
  try {
    const job = await run(schedule, kwargs)
    toast(`${schedule.name} runs`, {
      action: { label: 'Watch', act: () => void router.push({ path: '/jobs', query: { job: job.id } }) },
    })
  } catch (e) {
    const running = e instanceof Failure ? e.problem?.job_id : undefined
    if (!running) toastFailure(`${schedule.name} was not started`, e, () => void runNow(schedule, router, kwargs))
    else {
      toast(`${schedule.name} already runs`, {
        tone: 'bad',
        detail: (e as Failure).message,
        action: { label: 'Watch', act: () => void router.push({ path: '/jobs', query: { job: running } }) },
      })
    }
  }
}

/** Brings a deleted schedule back, as it was; where its name is taken meanwhile, asks for another one. */
export async function restore(schedule: Schedule, name?: string): Promise<Schedule | undefined> {
  try {
    const back = keep(await ok(api.POST('/api/scheduler/tasks/{id}/restore', { params: at(schedule), body: { name } })))
    toast(`${back.name} is back`)
    return back
  } catch (e) {
    if (e instanceof Failure && e.status === 409) {
      const reply = await ask({
        title: `Restore ${schedule.name} under which name?`,
        text: e.message,
        action: 'Restore',
        fields: [{ key: 'name', label: 'Name', type: 'text', value: `${name ?? schedule.name} (restored)` }],
      })
      return reply && restore(schedule, reply.fields.name)
    }
    toastFailure(`${schedule.name} was not restored`, e, () => void restore(schedule, name))
    return undefined
  }
}

/** Asks, deletes, and says so. */
export async function askRemove(schedule: Schedule): Promise<boolean> {
  const reply = await ask({
    title: `Delete ${schedule.name}?`,
    text: 'It makes no more jobs. Its history and the jobs that ran stay, and it can be restored.',
    action: 'Delete',
    danger: true,
    note: true,
    options: [{ key: 'jobs', label: 'Also cancel its open jobs' }],
  })
  if (!reply) return false
  try {
    await remove(schedule, reply.note, reply.options.jobs)
    toast(`${schedule.name} is deleted`, { action: { label: 'Undo', act: () => void restore(schedule) } })
    return true
  } catch (e) {
    toastFailure(`${schedule.name} was not deleted`, e)
    return false
  }
}

/** What became of each of many. */
export interface BulkResult {
  done: number
  failed: { name: string; why: string }[]
}

/** Requests at once: quick for a hundred, and no flood. */
const AT_ONCE = 6

export async function forEach(
  schedules: readonly Schedule[],
  act: (s: Schedule) => Promise<unknown>,
  told: (done: number) => void,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, failed: [] }
  const waiting = [...schedules]
  async function work() {
    for (let s = waiting.shift(); s; s = waiting.shift()) {
      try {
        await act(s)
        result.done += 1
      } catch (e) {
        result.failed.push({ name: s.name, why: e instanceof Error ? e.message : String(e) })
      }
      told(result.done + result.failed.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return result
}
