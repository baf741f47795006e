import type { components } from '@/api/schema'
import { fieldWords } from '@/lib/fieldWords'
import { count, number, type Look } from '@/lib/words'
import { fieldLabel } from '@/pages/schedule/history'

export type Difference = components['schemas']['ScheduleDifference']
export type What = Difference['change']

// A new kind in the API does not compile until it has a word here.
export const WHATS: Record<What, Look & { fill: string }> = {
  created: { word: 'Created', tone: 'ok', icon: 'plus', fill: 'bg-ok' },
  changed: { word: 'Changed', tone: 'run', icon: 'pencil', fill: 'bg-run' },
  restored: { word: 'Restored', tone: 'wait', icon: 'retry', fill: 'bg-wait' },
  deleted: { word: 'Deleted', tone: 'bad', icon: 'minus', fill: 'bg-bad' },
}
export const ORDER = Object.keys(WHATS) as What[]

/** Which of the four an event belongs to. */
export const whatOf = (kind: string): What => (kind in WHATS ? (kind as What) : 'changed')

/** `3 schedules created, 2 changed, by alice and bob` */
export function summary(all: readonly Pick<Difference, 'change' | 'last_actor'>[]): string {
  if (!all.length) return 'No schedule is different'
  const parts = ORDER.flatMap((what) => {
    const n = all.filter((one) => one.change === what).length
    return n ? [{ what, n }] : []
  }).map(({ what, n }, at) => `${at ? number(n) : count(n, 'schedule')} ${WHATS[what].word.toLowerCase()}`)
  const who = [...new Set(all.map((one) => one.last_actor))]
  const by = who.length > 2 ? `${who.length} people` : who.join(' and ')
  return `${parts.join(', ')}, by ${by}`
}

/** The most telling of the fields that differ, in words: `Crontab: every hour → at 02:00`. */
export function inBrief(one: Difference): { text: string; more: number } {
  if (one.change === 'deleted') return { text: '', more: 0 }
  if (one.change === 'created') {
    const task = one.differences.find((d) => d.field === 'task')
    return { text: task ? `runs ${fieldWords('task', task.after)}` : '', more: 0 }
  }
  const first = [...one.differences].sort((a, b) => rank(a.field) - rank(b.field))[0]
  if (!first) return { text: '', more: 0 }
  const { field, before, after } = first
  return {
    text: `${fieldLabel(field)}: ${short(field, before)} → ${short(field, after)}`,
    more: one.differences.length - 1,
  }
}
/** What decides when and what runs is told before the rest. */
const TELLING = [
  'enabled',
  'snooze_until',
  'crontab',
  'interval',
  'schedule_type',
  'clocked',
  'solar',
  'task',
  'owner',
  'kwargs',
]
const rank = (field: string) => TELLING.indexOf(field) + 1 || TELLING.length + 1
const short = (field: string, value: unknown) =>
  fieldWords(field, value)
    .replace(/ \([^)]*\)$/, '')
    .replace(/\s+/g, ' ')
