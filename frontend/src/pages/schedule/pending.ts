import { api, ok, type Schedule } from '@/api/client'
import { queryClient } from '@/api/queries'
import { count } from '@/lib/words'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

/** Which of the due times that wait: all, or those of one row of the list. */
export type Which = { all: true } | { from: string; to: string; count: number }

export const pendingKey = (id: string) => ['pending', id] as const

const QUESTIONS = {
  run: {
    title: (what: string) => `Run ${what}?`,
    text: 'Each becomes a job, oldest first, one after another unless overlap says otherwise.',
    action: 'Run',
    done: 'started',
  },
  drop: {
    title: (what: string) => `Drop ${what}?`,
    text: 'They are skipped for good, and the list says by whom.',
    action: 'Drop',
    done: 'dropped',
    danger: true,
  },
}

/** Asks, then runs or drops due times that wait for an operator, and says so. */
export async function decide(schedule: Schedule, what: 'run' | 'drop', which: Which): Promise<boolean> {
  const { title, done, ...question } = QUESTIONS[what]
  const words =
    'all' in which
      ? 'everything that waits'
      : which.count === 1
        ? 'this due time'
        : `these ${count(which.count, 'due time')}`
  if (!(await ask({ ...question, title: title(words) }))) return false
  const body = 'all' in which ? which : { from: which.from, to: which.to }
  const params = { path: { id: schedule.id } }
  try {
    const found = await ok(
      what === 'run'
        ? api.POST('/api/scheduler/tasks/{id}/occurrences/run', { params, body })
        : api.POST('/api/scheduler/tasks/{id}/occurrences/drop', { params, body }),
    )
    toast(`${count(found.due_times, 'due time')} ${done}`, {
      detail: found.left ? `${count(found.left, 'still waits', 'still wait')}: run or drop them as well.` : undefined,
    })
  } catch (e) {
    toastFailure(`Nothing was ${done}`, e, () => void decide(schedule, what, which))
    return false
  }
  await queryClient.invalidateQueries({ queryKey: ['due', schedule.id] })
  await queryClient.invalidateQueries({ queryKey: pendingKey(schedule.id) })
  return true
}
