import { expect, it } from 'vitest'
import { drift } from './drift'

const field = (name: string, version: number, actor = 'alice') => ({
  field: name,
  version,
  actor,
  value: null,
  time: `2026-11-2${version}T00:00:00Z`,
  note: null,
})

it('tells who changed what since the file said it', () => {
  const found = drift([
    field('queue', 4, 'bob'),
    field('crontab', 4, 'bob'),
    field('tags', 3),
    field('managed_by', 2),
    field('task', 1),
  ])
  expect(found.said).toBe(2)
  expect(found.by.map(({ version, actor, fields }) => [version, actor, fields])).toEqual([
    [4, 'bob', ['Queue', 'Crontab']],
    [3, 'alice', ['Tags']],
  ])
})

it('takes a snooze for no drift, and knows of none where no file says anything', () => {
  expect(drift([field('snooze_until', 4), field('managed_by', 2)]).by).toEqual([])
  expect(drift([field('queue', 4)])).toEqual({ said: undefined, by: [] })
})
