import { expect, it } from 'vitest'
import { brief, dateOf, heat, isThere, midnight, plusDays, STEPS, stepTo, week } from './grid'

const HOUR = 3_600_000
const load = (hours: number) => ({
  jobs: Array.from({ length: hours }, (_, n) => n),
  busy_seconds: Array.from({ length: hours }, () => 1_800),
})
const of = (first: string, zone: string) => {
  const from = midnight(first, zone)
  const hours = (midnight(plusDays(first, 7), zone) - from) / HOUR
  return { days: week(load(hours), from, first, zone), hours, from }
}
const sum = (days: ReturnType<typeof week>) =>
  days.flatMap((day) => day.cells).reduce((all, cell) => all + cell.jobs, 0)

it('has each hour of a week in its place', () => {
  const { days, from } = of('2026-11-30', 'Europe/Berlin')
  expect(days.map((day) => day.date).slice(-1)).toEqual(['2026-12-06'])
  const cell = days[1]!.cells[14]!
  expect([cell.jobs, cell.busy, cell.from]).toEqual([38, 0.5, from + 38 * HOUR])
  expect(new Date(cell.from).toISOString()).toBe('2026-12-01T13:00:00.000Z')
})

it('has both of an hour that comes twice', () => {
  const { days, hours } = of('2026-10-20', 'Europe/Berlin')
  expect(hours).toBe(169)
  const twice = days[5]!.cells[2]!
  expect(twice.to - twice.from).toBe(2 * HOUR)
  expect(twice.jobs).toBe(122 + 123)
  expect(sum(days)).toBe((168 * 169) / 2)
})

it('has nothing in an hour that is left out', () => {
  const { days, hours } = of('2026-03-24', 'Europe/Berlin')
  expect(hours).toBe(167)
  expect(isThere(days[5]!.cells[2]!)).toBe(false)
  expect(isThere(days[5]!.cells[3]!)).toBe(true)
  expect(sum(days)).toBe((166 * 167) / 2)
})

it('loses no bucket where a zone is half an hour off', () => {
  // The server's buckets are whole hours of UTC: the one in which the day begins is the first.
  const first = '2026-11-30'
  const from = Math.floor(midnight(first, 'Asia/Kolkata') / HOUR) * HOUR
  const days = week(load(169), from, first, 'Asia/Kolkata')
  // The first one begins on the day before.
  expect(sum(days)).toBe((168 * 169) / 2)
  expect(days[0]!.cells[0]!.from).toBe(from + HOUR)
})

it('knows days without a zone', () => {
  expect(plusDays('2026-12-28', 7)).toBe('2027-01-04')
  expect(dateOf(Date.parse('2026-11-30T23:30:00Z'), 'Europe/Berlin')).toBe('2026-12-01')
})

it('gives nothing no colour, and only the highest the last one', () => {
  expect(heat(0, 100)).toBe(0)
  expect(heat(1, 10_000)).toBe(1)
  expect(heat(99, 100)).toBe(STEPS - 1)
  expect(heat(100, 100)).toBe(STEPS)
})

it('writes what fits', () => {
  expect([0, 7, 999, 1_234, 12_345].map((n) => brief(n, 'jobs'))).toEqual(['', '7', '999', '1.2k', '12k'])
  expect([0, 0.01, 3.24, 12.6].map((n) => brief(n, 'busy'))).toEqual(['', '<0.1', '3.2', '13'])
})

it('walks by keys and stays inside', () => {
  expect(stepTo('ArrowRight', [0, 23], 7, 24)).toEqual([0, 23])
  expect(stepTo('ArrowDown', [3, 5], 7, 24)).toEqual([4, 5])
  expect(stepTo('End', [3, 5], 7, 24)).toEqual([3, 23])
  expect(stepTo('PageDown', [3, 5], 7, 24)).toEqual([6, 5])
  expect(stepTo('x', [3, 5], 7, 24)).toBeUndefined()
})
