import { api, ok, type Schedule } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { components } from '@/api/schema'
import { count } from '@/lib/words'
import type { Edit } from '@/pages/whatif/effect'
import { toast, toastFailure } from '@/ui/toast'

type Schemas = components['schemas']
export type Outcome = Schemas['BulkOutcome']
export type BulkAction = Schemas['BulkActionInput']
export type Filter = Schemas['ScheduleFilterInput']
export type BulkBody = Schemas['BulkInput']

/** Whom it is about: chosen rows as they were seen, or all that match on the server. */
export type Whom =
  { chosen: readonly Pick<Schedule, 'id' | 'version'>[] } | { filter: Filter; count: number | undefined }

export const targets = (chosen: readonly Pick<Schedule, 'id' | 'version'>[]) =>
  chosen.map(({ id, version }) => ({ id, version }))

/** As the API has it; `seen` is how many were shown to match. */
export function whomBody(whom: Whom, seen?: number): Pick<BulkBody, 'targets' | 'filter' | 'expected'> {
  if ('chosen' in whom) return { targets: targets(whom.chosen) }
  return seen === undefined ? { filter: whom.filter } : { filter: whom.filter, expected: seen }
}

export const bulk = (body: BulkBody) => ok(api.POST('/api/scheduler/bulk', { body: body as Schemas['BulkInput'] }))

/** The same as edits of each, as what-if takes them; none where it changes nothing about runs. */
export function editsOf(action: BulkAction, outcome: Pick<Outcome, 'changes'>): Edit[] {
  const each = (edit: Edit) => outcome.changes.map(({ id }) => ({ ...edit, id }))
  if (action.type === 'enable' || action.type === 'disable' || action.type === 'delete')
    return each({ op: action.type })
  if (action.type === 'snooze') return each({ op: 'update', changes: { snooze_until: action.until } })
  if (action.type === 'queue') return each({ op: 'update', changes: { queue: action.queue } })
  return []
}

/** What it is called, before it is done and after. */
export interface Verb {
  title: string
  action: string
  done: string
  danger?: boolean
  text?: string
}
export type Kind = 'enable' | 'disable' | 'snooze' | 'delete' | 'tag' | 'queue' | 'owner'
export const VERBS: Record<Kind, Verb> = {
  enable: { title: 'Enable', action: 'Enable', done: 'enabled' },
  disable: {
    title: 'Disable',
    action: 'Disable',
    done: 'disabled',
    text: 'Disabled schedules make no jobs until somebody enables them.',
  },
  snooze: {
    title: 'Snooze',
    action: 'Snooze',
    done: 'snoozed',
    text: 'Snoozed schedules are off until then, and back by themselves.',
  },
  delete: {
    title: 'Delete',
    action: 'Delete',
    done: 'deleted',
    danger: true,
    text: 'Deleted schedules make no more jobs. Their histories and the jobs that ran stay, and they can be restored.',
  },
  tag: { title: 'Tag', action: 'Tag', done: 'tagged' },
  queue: {
    title: 'Move to a queue',
    action: 'Move',
    done: 'moved',
    text: 'Jobs that are there already stay where they are.',
  },
  owner: {
    title: 'Give to somebody else',
    action: 'Give',
    done: 'given away',
    text: 'Their jobs use that person’s credentials from then on.',
  },
}

/** Says what was done together, with the way back. */
export function tellDone(outcome: Outcome, done: string, after: () => void) {
  const set = outcome.change_set
  const act = () => void undo(set!, after)
  toast(`${count(outcome.changed, 'schedule')} ${done}`, { action: set ? { label: 'Undo', act } : undefined })
}

/** Takes a whole change set back. */
export async function undo(set: string, after: () => void) {
  try {
    const path = { path: { id: set } }
    const outcome = await ok(api.POST('/api/scheduler/change-sets/{id}/undo', { params: path, body: {} }))
    toast(`${count(outcome.changed, 'schedule')} put back`)
    forgetAll()
    after()
  } catch (e) {
    toastFailure('It was not undone', e, () => void undo(set, after))
  }
}

/** Many have changed: whatever is known of schedules is read anew when it is looked at. */
export function forgetAll() {
  for (const key of ['schedule', 'schedule-counts', 'history', 'time', 'calendar', 'change-sets'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
