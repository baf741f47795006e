import type { components } from '@/api/schema'
import { count, number } from '@/lib/words'

export type Day = components['schemas']['ScheduleDay']

/** One bar: a day, with what became of its runs. */
export interface DayBar {
  day: string
  succeeded: number
  /** Timed out, too. */
  failed: number
  /** Cancelled, or not ended. */
  other: number
  all: number
  words: string
}

const DAY_MS = 86_400_000
/** As many as the server tells of when nothing else is asked for. */
const SHOWN = 30

/** The last days up to now, those without a run too: the server leaves them out. */
export function days(found: readonly Day[], now: number): DayBar[] {
  const known = new Map(found.map((day) => [day.day, day]))
  return Array.from({ length: SHOWN }, (_, at) => {
    const day = new Date(now - (SHOWN - 1 - at) * DAY_MS).toISOString().slice(0, 10)
    return bar(day, known.get(day))
  })
}

function bar(day: string, of: Day | undefined): DayBar {
  const succeeded = of?.succeeded ?? 0
  const failed = (of?.failed ?? 0) + (of?.timed_out ?? 0)
  const other = (of?.cancelled ?? 0) + (of?.open ?? 0)
  const all = succeeded + failed + other
  const parts = [
    [succeeded, 'succeeded'],
    [failed, 'failed'],
    [of?.cancelled ?? 0, 'cancelled'],
    [of?.open ?? 0, 'not ended'],
    [of?.skipped ?? 0, 'due times skipped'],
  ] as const
  const told = parts.flatMap(([n, word]) => (n ? [`${number(n)} ${word}`] : []))
  return { day, succeeded, failed, other, all, words: `${day}: ${told.join(', ') || count(0, 'run')}` }
}
