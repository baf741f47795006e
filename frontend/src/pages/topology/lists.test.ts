import { expect, it } from 'vitest'
import { linkRows, nodeRows } from './lists'
import type { ShownLink, ShownNode } from './useTopology'

const link = (id: string, names: [string, string], more: Partial<ShownLink> = {}) =>
  ({
    id,
    names,
    state: 'confirmed',
    shared: false,
    a: { node_id: names[0], interface: 'Gi1' },
    b: { node_id: names[1], interface: 'Gi2' },
    first_seen: '2026-11-01T00:00:00Z',
    last_seen: '2026-11-01T00:00:00Z',
    lost_at: null,
    ...more,
  }) as ShownLink
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id).join('')

it('sorts links by name as people count, and what is wrong first', () => {
  const links = [
    link('a', ['sw10', 'x']),
    link('b', ['sw2', 'x'], { state: 'lost', lost_at: '2026-11-09T00:00:00Z' }),
    link('c', ['sw1', 'x'], { state: 'one_sided', shared: true }),
  ]
  expect(ids(linkRows(links, undefined, 'all', 'name'))).toBe('cba')
  expect(ids(linkRows(links, undefined, 'all', '-name'))).toBe('abc')
  expect(ids(linkRows(links, undefined, 'all', 'state'))).toBe('bca')
  expect(ids(linkRows(links, undefined, 'all', '-last_seen'))[0]).toBe('b')
  expect(ids(linkRows(links, undefined, 'shared', 'name'))).toBe('c')
  expect(ids(linkRows(links, undefined, 'lost', 'name'))).toBe('b')
  // An end that was found is enough.
  expect(ids(linkRows(links, new Set(['sw10']), 'all', 'name'))).toBe('a')
})

it('sorts nodes, equal ones by name', () => {
  const node = (id: string, name: string, links: number) =>
    ({ id, name, links, state: 'answered', last_seen: '' }) as ShownNode
  const nodes = [node('a', 'sw10', 2), node('b', 'sw2', 2), node('c', 'core', 9)]
  expect(ids(nodeRows(nodes, undefined, '-links'))).toBe('cba')
  expect(ids(nodeRows(nodes, new Set(['a', 'b']), 'name'))).toBe('ba')
})
