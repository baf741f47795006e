import { expect, it } from 'vitest'
import { byConnection, rate, saved, standing, sum, tallyOf } from './figures'
import type { CachedItem } from '@/api/client'

const item = (more: Partial<CachedItem> = {}): CachedItem => ({
  item: 'nautobot_devices',
  source: 'nautobot',
  connection_id: '1',
  connection: 'lab',
  state: 'fresh',
  age_seconds: 30,
  fetched_at: '2026-11-23T05:00:00Z',
  expires_at: '2026-11-23T05:10:00Z',
  rows: 40,
  bytes: 9_000,
  fetch_ms: 300,
  hits: 9,
  misses: 1,
  saved_ms: 2_700,
  hit_rate: 0.9,
  since_warm_up: { since: null, hits: 2, misses: 0, saved_ms: 600, hit_rate: 1 },
  ...more,
})

it('does not call fresh what has expired since it was asked for', () => {
  const end = Date.parse('2026-11-23T05:10:00Z')
  expect(standing(item(), end - 1)).toBe('fresh')
  expect(standing(item(), end)).toBe('expired')
  expect(standing(item({ state: 'never', expires_at: null }), end)).toBe('never')
})

it('says a rate that does not round a reader away', () => {
  const of = (hits: number, misses: number) => rate({ hits, misses, saved_ms: 0 })
  expect(of(0, 0)).toBe('–')
  expect(of(3, 1)).toBe('75 %')
  expect(of(9_999, 1)).toBe('99 %')
  expect(of(1, 9_999)).toBe('1 %')
  expect(of(4, 0)).toBe('100 %')
  expect(of(0, 4)).toBe('0 %')
})

it('sums up either span', () => {
  const items = [item(), item()]
  expect(sum(items.map((one) => tallyOf(one, 'total')))).toEqual({ hits: 18, misses: 2, saved_ms: 5_400 })
  expect(sum(items.map((one) => tallyOf(one, 'warm-up')))).toEqual({ hits: 4, misses: 0, saved_ms: 1_200 })
})

it('says savings as finely as they are large', () => {
  expect([0, 340, 2_400, 75_000].map(saved)).toEqual(['–', '340 ms', '2.4 s', '1m 15s'])
})

it('keeps the items of a connection together, whatever they are called', () => {
  const groups = byConnection([item(), item({ connection_id: '2' }), item({ item: 'nautobot_locations' })])
  expect(groups.map((group) => group.items.length)).toEqual([2, 1])
})
