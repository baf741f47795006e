import { expect, it } from 'vitest'
import { fold, merge } from './fold'
import type { Job } from '@/api/client'

const job = (id: string, rev: number, state: Job['state'] = 'running') => ({ id, rev, state }) as Job

it('changes rows where they are and never doubles one', () => {
  const list = [job('c', 1), job('b', 5), job('a', 1)]
  const told = [job('b', 4, 'queued'), job('a', 2, 'succeeded'), job('d', 1), job('d', 2), job('a', 2)]
  const { items, fresh } = fold(list, told)
  expect(items.map((j) => [j.id, j.rev, j.state])).toEqual([
    ['c', 1, 'running'],
    ['b', 5, 'running'],
    ['a', 2, 'succeeded'],
  ])
  expect(fresh.map((j) => [j.id, j.rev])).toEqual([['d', 2]])
})

it('is the same list where nothing was new, so that nothing is redrawn', () => {
  const list = [job('a', 3)]
  expect(fold(list, [job('a', 3), job('a', 1)]).items).toBe(list)
})

it('puts new jobs where their ids belong', () => {
  const merged = merge([job('d', 1), job('b', 1)], [job('e', 1), job('c', 1), job('b', 9)])
  expect(merged.map((j) => j.id)).toEqual(['e', 'd', 'c', 'b'])
})
