import { describe, expect, it } from 'vitest'
import { layOut, type Pair } from './layout'

/** A core of four, twelve below, ten below each of those; twice linked upwards. */
function campus(): { nodes: string[]; pairs: Pair[] } {
  const core = [0, 1, 2, 3].map((n) => `core-${n}`)
  const dist = Array.from({ length: 12 }, (_, n) => `dist-${n}`)
  const access = dist.flatMap((d) => Array.from({ length: 10 }, (_, n) => `${d}-access-${n}`))
  const pairs = [
    ...core.map((a, n) => ({ a, b: core[(n + 1) % 4]! })),
    ...dist.flatMap((b, n) => [
      { a: core[n % 4]!, b },
      { a: core[(n + 1) % 4]!, b },
    ]),
    ...access.map((b) => ({ a: b.replace(/-access.*/, ''), b })),
  ]
  return { nodes: [...core, ...dist, ...access], pairs }
}
const far = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

describe('where nodes stand', () => {
  it('is the same for the same graph, in whatever order it comes', () => {
    const { nodes, pairs } = campus()
    const once = layOut(nodes, pairs)
    const again = layOut(
      [...nodes].reverse(),
      [...pairs].reverse().map(({ a, b }) => ({ a: b, b: a })),
    )
    expect(Object.fromEntries(again)).toEqual(Object.fromEntries(once))
    expect(once.size).toBe(nodes.length)
  })

  it('keeps apart, and neighbours nearer than others', () => {
    const { nodes, pairs } = campus()
    const places = layOut(nodes, pairs)
    let least = Infinity
    for (const a of nodes)
      for (const b of nodes) if (a < b) least = Math.min(least, far(places.get(a)!, places.get(b)!))
    expect(least).toBeGreaterThan(20)
    const mean = (all: number[]) => all.reduce((sum, n) => sum + n, 0) / all.length
    const linked = mean(pairs.map(({ a, b }) => far(places.get(a)!, places.get(b)!)))
    const any = mean(nodes.map((id) => far(places.get(id)!, places.get('core-0')!)))
    expect(linked).toBeLessThan(any / 2)
  })

  it('moves nothing that has a place, and puts what is new near its neighbour', () => {
    const { nodes, pairs } = campus()
    const before = layOut(nodes, pairs)
    const after = layOut(
      [...nodes, 'new', 'newer'],
      [...pairs, { a: 'new', b: 'dist-3' }, { a: 'newer', b: 'new' }],
      before,
    )
    for (const id of nodes) expect(after.get(id)).toEqual(before.get(id))
    expect(far(after.get('new')!, after.get('dist-3')!)).toBeLessThan(600)
    expect(far(after.get('newer')!, after.get('new')!)).toBeLessThan(600)
  })

  it('sets what hangs on nothing apart, and forgets what is gone', () => {
    const places = layOut(['a', 'b', 'lone', 'alone'], [{ a: 'a', b: 'b' }], new Map([['gone', { x: 1, y: 1 }]]))
    expect([...places.keys()].sort()).toEqual(['a', 'alone', 'b', 'lone'])
    expect(new Set([...places.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(4)
  })

  it('ignores a link to itself or to nothing', () => {
    const places = layOut(
      ['a'],
      [
        { a: 'a', b: 'a' },
        { a: 'a', b: 'nobody' },
      ],
    )
    expect([...places.keys()]).toEqual(['a'])
  })
})
