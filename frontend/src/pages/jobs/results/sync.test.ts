import { expect, it } from 'vitest'
import { changesIn, rowsOf } from './sync'

it('takes changes apart into fields before and after', () => {
  const rows = rowsOf([
    { id: 'a', name: 'sw-1', change: 'changed', fields: { status: ['Active', null] } },
    { id: 'b', name: null, change: 'added' },
  ])
  expect(rows[0]?.fields).toEqual([{ field: 'status', before: 'Active', after: null }])
  expect(rows[1]).toMatchObject({ name: null, fields: [] })
})

it('counts changes of every kind', () => {
  expect(changesIn({ added: 2, changed: 1, removed: 3, unchanged: 40 })).toBe(6)
})
