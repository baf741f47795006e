import { format } from '@/lib/time'

/** How far back the slider reaches. */
export type Span = 'hour' | 'day' | 'week' | 'month' | 'ever'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const SPANS: { key: Span; label: string }[] = [
  { key: 'hour', label: 'Hour' },
  { key: 'day', label: 'Day' },
  { key: 'week', label: 'Week' },
  { key: 'month', label: 'Month' },
  { key: 'ever', label: 'Everything' },
]
const LENGTH: Record<Exclude<Span, 'ever'>, number> = { hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY }

/** What the slider shows, in milliseconds. */
export interface Range {
  from: number
  to: number
}

/**
 * From the span before `now` until the end of this minute. It reaches further back where a handle
 * stands before it; everything begins a little before the first change.
 */
export function rangeOf(span: Span, now: number, first: number | undefined, handles: readonly number[] = []): Range {
  const to = Math.floor(now / MINUTE) * MINUTE + MINUTE
  const length = span === 'ever' ? Math.max(HOUR, (to - (first ?? to - DAY)) * 1.02) : LENGTH[span]
  const from = Math.min(to - length, ...handles.map((at) => at - 0.02 * (to - at)))
  return { from: Math.floor(from / MINUTE) * MINUTE, to }
}

/** The first instant at which a change counts: the database tells microseconds, a browser knows milliseconds. */
export const justAfter = (time: string) => Date.parse(time) + 1
/** The last instant at which it did not. */
export const justBefore = (time: string) => Date.parse(time) - 1

/** The next place to stop at from `at`: a change, or the end. `stops` are in order. */
export function step(stops: readonly number[], at: number, by: 1 | -1, { from, to }: Range): number {
  const inside = stops.filter((one) => one > from && one < to)
  if (by > 0) return inside.find((one) => one > at) ?? to
  return inside.findLast((one) => one < at) ?? from
}

/** The stop nearest to `at`, where one is no further away than `within`. */
export function snap(stops: readonly number[], at: number, within: number): number {
  let best = at
  let away = within
  for (const one of stops) {
    const distance = Math.abs(one - at)
    if (distance <= away) [best, away] = [one, distance]
  }
  return best
}

/** How many things of each kind fall into each of `count` equal parts of the range. */
export function buckets<K extends string>(
  changes: readonly { at: number; kind: K }[],
  { from, to }: Range,
  count: number,
): Map<K, number>[] {
  const found = Array.from({ length: count }, () => new Map<K, number>())
  for (const { at, kind } of changes) {
    const place = found[Math.min(count - 1, Math.floor(((at - from) / (to - from)) * count))]
    if (place && at >= from && at <= to) place.set(kind, (place.get(kind) ?? 0) + 1)
  }
  return found
}

const STEPS = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  91 * DAY,
  365 * DAY,
]

/** Where the axis says the time, at most `most` places, and what it says there. */
export function axis({ from, to }: Range, zone: string, most: number): { at: number; text: string }[] {
  const size = STEPS.find((one) => (to - from) / one <= most) ?? 365 * DAY * Math.ceil((to - from) / most / 365 / DAY)
  // Steps count from midnight of the zone, so that a day begins where its name stands.
  const offset = offsetOf(from, zone)
  const found: { at: number; text: string }[] = []
  for (let wall = Math.ceil((from + offset) / size) * size; wall - offset < to; wall += size) {
    // After a clock change walls stand elsewhere.
    const at = wall - offsetOf(wall - offset, zone)
    if (at > from && at < to) found.push({ at, text: label(at, size, to - from, zone) })
  }
  return found
}

function label(at: number, size: number, whole: number, zone: string): string {
  const time = format(zone, { hour: '2-digit', minute: '2-digit' }).format(at)
  const year = whole > 300 * DAY ? { year: '2-digit' as const } : {}
  const day =
    whole <= 8 * DAY
      ? { weekday: 'short' as const, day: 'numeric' as const }
      : { day: 'numeric' as const, month: 'short' as const, ...year }
  if (size >= DAY || time === '00:00') return format(zone, day).format(at)
  return time
}

/** How far the zone's clock is ahead of UTC at an instant. */
function offsetOf(at: number, zone: string): number {
  const found = format(zone, { timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(found ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE)
}
