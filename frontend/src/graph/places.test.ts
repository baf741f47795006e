import { beforeEach, expect, it } from 'vitest'
import { moved, placesOf } from './places'

const PAIRS = [
  { a: 'a', b: 'b' },
  { a: 'b', b: 'c' },
]
beforeEach(() => localStorage.clear())

it('keeps the places of the whole, also of what is away for now', () => {
  const before = placesOf(['a', 'b', 'c'], PAIRS, false)
  placesOf(['a', 'b'], PAIRS.slice(0, 1), false)
  const again = placesOf(['a', 'b', 'c'], PAIRS, false)
  for (const [id, { x, y }] of before) expect(again.get(id)).toEqual({ x: Math.round(x), y: Math.round(y) })
})

it('does not make the picture of the whole from a part', () => {
  placesOf(['a', 'b'], PAIRS.slice(0, 1), true)
  expect(localStorage.length).toBe(0)
})

it('keeps what somebody moved, until new places are asked for', () => {
  placesOf(['a', 'b', 'c'], PAIRS, false)
  moved('b', { x: 1_234, y: -7 })
  expect(placesOf(['a', 'b', 'c'], PAIRS, false).get('b')).toEqual({ x: 1_234, y: -7 })
  expect(placesOf(['a', 'b', 'c'], PAIRS, false, true).get('b')).not.toEqual({ x: 1_234, y: -7 })
})

it('is not stopped by what somebody else wrote there', () => {
  localStorage.setItem('topology.places', 'no JSON')
  expect(placesOf(['a'], [], false).size).toBe(1)
})
