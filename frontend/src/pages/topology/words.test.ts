import { describe, expect, it } from 'vitest'
import { fits, linkState, nodeState, placeWords, searchText, speedWord } from './words'
import type { AddressPlace, Link, Node } from '@/api/topology'

const link = (more: Partial<Link>) =>
  ({ id: '1', confirmed: true, lost_at: null, last_seen: '2026-11-01T10:00:00Z', ...more }) as Link
const node = (more: Partial<Node>) =>
  ({ name: 'core-1', kind: 'device', addresses: ['10.0.0.1'], visited_at: null, failed_at: null, ...more }) as Node

describe('the state of a link', () => {
  it('is what its ends say', () => {
    expect(linkState(link({}), new Map())).toBe('confirmed')
    expect(linkState(link({ confirmed: false }), new Map())).toBe('one_sided')
    expect(linkState(link({ lost_at: '2026-11-02T10:00:00Z' }), new Map())).toBe('lost')
  })

  it('is doubted only until it is seen again', () => {
    const one = link({ confirmed: false })
    expect(linkState(one, new Map([['1', '2026-11-01T11:00:00Z']]))).toBe('doubted')
    expect(linkState(one, new Map([['1', '2026-11-01T09:00:00Z']]))).toBe('one_sided')
    expect(linkState(link({ lost_at: '2026-11-03T10:00:00Z' }), new Map([['1', '2026-11-02T11:00:00Z']]))).toBe('lost')
  })
})

it('tells nodes apart', () => {
  expect(nodeState(node({ visited_at: '2026-11-01T10:00:00Z' }))).toBe('answered')
  expect(nodeState(node({ visited_at: '2026-11-01T10:00:00Z', failed_at: '2026-11-02T10:00:00Z' }))).toBe('failed')
  expect(nodeState(node({}))).toBe('never')
  expect(nodeState(node({ kind: 'unknown' }))).toBe('unknown')
})

it('finds a node by all words of a search', () => {
  const text = searchText(node({ model: 'C9300', location: 'Berlin' }))
  expect(fits(text, 'berlin 10.0.0')).toBe(true)
  expect(fits(text, 'core paris')).toBe(false)
})

it('says why an address is thought to be somewhere', () => {
  const place = (more: Partial<AddressPlace>) =>
    placeWords({ kind: 'port', is_link: false, gone_at: null, ...more } as AddressPlace)
  expect(place({ how: 'dynamic' })).toContain('Learned on this port')
  expect(place({ is_link: true })).toContain('beyond')
  expect(place({ kind: 'interface', gone_at: '2026-11-01T10:00:00Z' })).toContain('no longer')
  expect(place({ kind: 'arp' })).toContain('router')
})

it('says a speed', () => {
  expect([1_000_000_000, 2_500_000_000, 100_000_000, null].map(speedWord)).toEqual([
    '1 Gbit/s',
    '2.5 Gbit/s',
    '100 Mbit/s',
    '–',
  ])
})
