import { fromLocalField, format, toLocalField } from '@/lib/time'

/** What a calendar shows of each hour. */
export type Measure = 'jobs' | 'busy'

/** Numbers by columns: the nth is of the nth bucket. */
export interface Load {
  jobs: readonly number[]
  busy_seconds: readonly number[]
}

/** An hour of a day as its clock tells it. */
export interface Cell {
  hour: number
  /** The instants it reaches from and to; the same where the clock leaves it out. */
  from: number
  to: number
  jobs: number
  /** How many workers are busy, on average. */
  busy: number
}
export interface Day {
  date: string
  cells: Cell[]
}

const HOUR = 3_600_000
export const DAYS = 7
const HOURS = 24

/** The day (`2026-11-30`) that it is at an instant in a zone. */
export const dateOf = (at: number, zone: string) => toLocalField(new Date(at).toISOString(), zone).slice(0, 10)

/** So many days later; a date has no zone. */
export function plusDays(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
}

/** Where a day begins in a zone. */
export const midnight = (date: string, zone: string) => Date.parse(fromLocalField(`${date}T00:00`, zone) ?? date)

export const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/**
 * Buckets of an hour, the first of which begins at `from`, as seven days of twenty-four hours of a zone's clock. An
 * hour that comes twice has both in it, one that is left out none; where a zone is half an hour off, a bucket
 * belongs to the hour in which it begins.
 */
export function week(load: Load, from: number, first: string, zone: string): Day[] {
  const days = Array.from({ length: DAYS }, (_, day) => ({
    date: plusDays(first, day),
    cells: Array.from({ length: HOURS }, (_, hour): Cell => ({ hour, from: 0, to: 0, jobs: 0, busy: 0 })),
  }))
  const byDate = new Map(days.map((day) => [day.date, day.cells]))
  const clock = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' })
  load.jobs.forEach((jobs, bucket) => {
    const at = from + bucket * HOUR
    const parts = Object.fromEntries(clock.formatToParts(at).map((part) => [part.type, part.value]))
    const cell = byDate.get(`${parts.year}-${parts.month}-${parts.day}`)?.[Number(parts.hour)]
    if (!cell) return
    const isFirst = cell.to === cell.from
    cell.from = isFirst ? at : cell.from
    cell.to = at + HOUR
    cell.jobs += jobs
    // Of an hour that comes twice the busier one counts.
    cell.busy = Math.max(cell.busy, (load.busy_seconds[bucket] ?? 0) / 3_600)
  })
  return days
}

export const isThere = (cell: Cell) => cell.to > cell.from
export const valueOf = (cell: Cell, measure: Measure) => (measure === 'jobs' ? cell.jobs : cell.busy)

/** Colours from nothing to the highest. */
export const STEPS = 8

/** Which of the colours a value has; anything at all differs from nothing, and only the highest has the last. */
export function heat(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0
  return Math.min(STEPS, 1 + Math.floor((STEPS - 1) * Math.sqrt(value / most)))
}

/** `1`, `999`, `1.2k`, `3.2`: what fits into a cell. */
export function brief(value: number, measure: Measure): string {
  if (measure === 'busy')
    return value === 0 ? '' : value < 0.05 ? '<0.1' : value < 9.95 ? value.toFixed(1) : String(Math.round(value))
  if (value === 0) return ''
  return value < 1_000 ? String(value) : `${(value / 1_000).toFixed(value < 9_950 ? 1 : 0)}k`
}

/** Where the focus goes from a cell by a key; rows are what is drawn as rows. */
export function stepTo(
  key: string,
  [row, column]: [number, number],
  rows: number,
  columns: number,
): [number, number] | undefined {
  const inside = (n: number, most: number) => Math.max(0, Math.min(most - 1, n))
  switch (key) {
    case 'ArrowRight':
      return [row, inside(column + 1, columns)]
    case 'ArrowLeft':
      return [row, inside(column - 1, columns)]
    case 'ArrowDown':
      return [inside(row + 1, rows), column]
    case 'ArrowUp':
      return [inside(row - 1, rows), column]
    case 'Home':
      return [row, 0]
    case 'End':
      return [row, columns - 1]
    case 'PageUp':
      return [0, column]
    case 'PageDown':
      return [rows - 1, column]
    default:
      return undefined
  }
}
