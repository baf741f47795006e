import { expect, it } from 'vitest'
import { axis, buckets, justAfter, justBefore, rangeOf, snap, step } from './span'

const NOW = Date.parse('2026-11-29T14:06:30Z')
const HOUR = 3_600_000

it('reaches back by the span, to the end of this minute', () => {
  const { from, to } = rangeOf('hour', NOW, undefined)
  expect([from, to].map((at) => new Date(at).toISOString())).toEqual([
    '2026-11-29T13:07:00.000Z',
    '2026-11-29T14:07:00.000Z',
  ])
})

it('reaches further where a handle stands before the span', () => {
  const at = NOW - 5 * HOUR
  const { from } = rangeOf('hour', NOW, undefined, [at])
  expect(from).toBeLessThan(at)
  expect(from).toBeGreaterThan(at - HOUR / 2)
})

it('begins everything before the first change', () => {
  const first = NOW - 400 * 24 * HOUR
  expect(rangeOf('ever', NOW, first).from).toBeLessThan(first)
})

it('stands before and after a change, though a browser knows no microseconds', () => {
  const time = '2026-11-29T14:00:00.123456Z'
  expect(justBefore(time)).toBeLessThan(Date.parse('2026-11-29T14:00:00.123Z'))
  expect(justAfter(time)).toBe(Date.parse('2026-11-29T14:00:00.124Z'))
})

it('goes from change to change and to the ends', () => {
  const range = { from: 0, to: 100 }
  const stops = [10, 20, 90]
  expect([10, 15, 90].map((at) => step(stops, at, 1, range))).toEqual([20, 20, 100])
  expect([10, 15, 95].map((at) => step(stops, at, -1, range))).toEqual([0, 10, 90])
})

it('is drawn to the nearest change only nearby', () => {
  expect(snap([10, 20], 17, 5)).toBe(20)
  expect(snap([10, 20], 15.5, 4)).toBe(15.5)
})

it('counts each change in the one part it falls into', () => {
  const changes = [
    { at: 0, kind: 'created' },
    { at: 5, kind: 'updated' },
    { at: 5, kind: 'updated' },
    { at: 100, kind: 'deleted' },
    { at: 101, kind: 'deleted' },
  ]
  const found = buckets(changes, { from: 0, to: 100 }, 10)
  expect(found.map((one) => [...one.values()].reduce((a, b) => a + b, 0))).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(found[0]!.get('updated')).toBe(2)
})

it('writes days at midnight of the zone, also after the clock was changed', () => {
  // Summer time ends on 25 October.
  const range = { from: Date.parse('2026-10-23T22:30:00Z'), to: Date.parse('2026-10-27T12:00:00Z') }
  const found = axis(range, 'Europe/Berlin', 5).map(({ at, text }) => `${new Date(at).toISOString()} ${text}`)
  expect(found).toEqual([
    '2026-10-24T22:00:00.000Z Sun 25',
    '2026-10-25T23:00:00.000Z Mon 26',
    '2026-10-26T23:00:00.000Z Tue 27',
  ])
})

it('writes hours within a day, at most as many as fit', () => {
  const found = axis(rangeOf('day', NOW, undefined), 'UTC', 8)
  expect(found.length).toBeLessThanOrEqual(8)
  expect(found.map((one) => one.text)).toContain('12:00')
})
