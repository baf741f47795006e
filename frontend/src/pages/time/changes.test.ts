import { expect, it } from 'vitest'
import { entries, type ChangeEvent } from './changes'
import { joined } from './useChanges'

const event = (position: number, change_set: string | null = null) => ({ position, change_set }) as ChangeEvent

it('shows what was changed together as one, and everything else alone', () => {
  const found = entries([event(9), event(8, 'a'), event(7, 'a'), event(6), event(5, 'b'), event(4)])
  expect(found.map((one) => one.events.map((e) => e.position))).toEqual([[9], [8, 7], [6], [5], [4]])
  expect(found.map((one) => one.set)).toEqual([undefined, 'a', undefined, 'b', undefined])
  expect(new Set(found.map((one) => one.key)).size).toBe(5)
})

it('puts what is new before what is known, once', () => {
  expect(joined([event(9), event(8), event(7)], [event(8), event(7)]).map((e) => e.position)).toEqual([9, 8, 7])
  expect(joined([event(1)], []).map((e) => e.position)).toEqual([1])
})
