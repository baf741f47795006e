import { expect, it } from 'vitest'
import { elementsOf, linksBetween, type GraphLink, type GraphNode } from './elements'

const node = (id: string, state = 'answered'): GraphNode => ({ id, label: id, state, kind: 'switch' })
const link = (id: string, a: string, b: string): GraphLink => ({ id, a, b, line: 'confirmed' })
const places = new Map([['a', { x: 1, y: 2 }]])
const look = { palette: { bad: '#f00', 'text-2': '#333' }, centre: 'b' }

it('draws links beside each other apart, whichever way round they are', () => {
  const links = [link('1', 'a', 'b'), link('2', 'b', 'a'), link('3', 'a', 'c'), link('4', 'c', 'c')]
  const drawn = elementsOf([node('a'), node('b'), node('c')], links, places, look)
  const beside = drawn.filter((one) => one.classes?.includes('beside')).map((one) => one.data.id)
  expect(beside).toEqual(['1', '2', '4'])
})

it('says state, centre and place of a node, and makes those with many links larger', () => {
  const many = Array.from({ length: 20 }, (_, n) => link(String(n), 'a', 'b'))
  const drawn = elementsOf([node('a', 'failed'), node('b'), node('c')], many, places, look)
  const [a, b, c] = drawn
  expect(a).toMatchObject({ position: { x: 1, y: 2 }, classes: ['failed'] })
  expect(a!.data.picture).toContain(encodeURIComponent('#f00'))
  expect(b!.classes).toContain('centre')
  expect(a!.data.size).toBeGreaterThan(c!.data.size as number)
})

it('leaves out links that lead to nothing', () => {
  expect(linksBetween([node('a')], [link('1', 'a', 'b')])).toEqual([])
})
