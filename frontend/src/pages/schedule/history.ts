import type { ScheduleEvent } from '@/api/client'
import { LABELS } from '@/pages/editor/draft'

export type Fields = Record<string, unknown>

/** One field before and after an event. */
export interface FieldDiff {
  field: string
  before: unknown
  after: unknown
}

/** What a schedule was after each version: the fold of what the events set. */
export function versions(events: readonly ScheduleEvent[]): Map<number, Fields> {
  const states = new Map<number, Fields>()
  let state: Fields = {}
  for (const event of [...events].sort((a, b) => a.version - b.version)) {
    state = { ...state, ...event.changes }
    if (event.kind === 'enabled') state.enabled = true
    if (event.kind === 'disabled' || event.kind === 'expired' || event.kind === 'completed') state.enabled = false
    states.set(event.version, state)
  }
  return states
}

/** Said of the schedule by itself, not by a person. */
const INNER = new Set(['version', 'format', 'id', 'owner'])

export function diff(before: Fields | undefined, after: Fields | undefined): FieldDiff[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .filter(
      (field) =>
        !INNER.has(field) && JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null),
    )
    .sort()
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
}

const KINDS: Record<string, string> = {
  created: 'Created',
  updated: 'Changed',
  enabled: 'Enabled',
  disabled: 'Disabled',
  expired: 'Expired',
  completed: 'Completed',
  deleted: 'Deleted',
  restored: 'Restored',
  reverted: 'Reverted',
  snoozed: 'Snoozed',
}
export const kindWord = (kind: string) => KINDS[kind] ?? kind

/** `Changed crontab, queue` */
export function summary(event: ScheduleEvent): string {
  const fields = Object.keys(event.changes).filter((f) => !INNER.has(f))
  if (event.kind !== 'updated' || !fields.length) return kindWord(event.kind)
  return `Changed ${fields.map(fieldWord).join(', ')}`
}

/** Not of the editor. */
const OTHERS: Record<string, string> = { owner_username: 'Owner', owner_id: 'Owner' }

/** What to call a field for a person. */
export const fieldLabel = (field: string) =>
  (LABELS as Record<string, string>)[field] ??
  OTHERS[field] ??
  field.charAt(0).toUpperCase() + field.slice(1).replaceAll('_', ' ')

/** The same within a sentence. */
export const fieldWord = (field: string) => fieldLabel(field).toLowerCase()
