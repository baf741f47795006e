import { expect, it } from 'vitest'
import { fieldLabel, filterWords, netWords, spread, syncLook, valueText } from './words'

const none = { added: 0, changed: 0, returned: 0, stale: 0, deleted: 0, fields: [] }

it('says what remains between two syncs', () => {
  expect(netWords({ ...none, kind: 'device' })).toBe('No device is different.')
  expect(netWords({ ...none, kind: 'device', added: 1 })).toBe('1 device was added.')
  expect(
    netWords({
      ...none,
      kind: 'host',
      added: 2,
      changed: 3,
      stale: 1,
      fields: [
        { field: 'primary_ip4', count: 2 },
        { field: 'status', count: 1 },
      ],
    }),
  ).toBe('2 hosts were added, 3 changed (IPv4 address 2, Status 1) and 1 went stale.')
  expect(netWords({ ...none, kind: 'device', added: 1_200, deleted: 1 })).toBe(
    '1,200 devices were added and 1 was deleted.',
  )
})

it('tells nothing of what was not there and is empty now', () => {
  const parents = { field: 'attributes', before: {}, after: { parents: [], site: 'ams' } }
  expect(spread([parents])).toEqual([{ field: 'attributes.site', before: null, after: 'ams' }])
  // Where that is all there is, it is told rather than nothing.
  expect(spread([{ field: 'alias', before: null, after: '' }])).toHaveLength(1)
})

it('tells of maps only the keys that differ', () => {
  const labels = {
    field: 'labels',
    before: { role: 'access', service_level: 'gold' },
    after: { role: 'access', service_level: 'silver', site: 'ams' },
  }
  expect(spread([labels])).toEqual([
    { field: 'labels.service_level', before: 'gold', after: 'silver' },
    { field: 'labels.site', before: null, after: 'ams' },
  ])
  const plain = { field: 'status', before: null, after: 'Active' }
  expect(spread([plain])).toEqual([plain])
  expect(spread([{ field: 'custom_fields', before: null, after: { rack: 4 } }])).toEqual([
    { field: 'custom_fields.rack', before: null, after: 4 },
  ])
})

it('writes fields and values for people', () => {
  expect(fieldLabel('primary_ip4')).toBe('IPv4 address')
  expect(fieldLabel('labels.site')).toBe('Labels · site')
  expect([null, [], ['a', 'b'], true, 0].map(valueText)).toEqual(['none', 'none', 'a, b', 'yes', '0'])
  expect(filterWords({ filter_type: 'role', filter_value: 'core', site: null })).toBe('Role core')
})

it('tells how a sync went', () => {
  const began_at = '2026-01-01T00:00:00Z'
  const at = Date.parse(began_at)
  const word = (complete: boolean | null, ended_at: string | null, later = 0) =>
    syncLook({ complete, ended_at, began_at }, at + later).word
  expect(word(true, began_at)).toBe('Complete')
  expect(word(false, began_at)).toBe('Partial')
  expect(word(null, began_at)).toBe('Failed')
  expect(word(null, null, 60_000)).toBe('Running')
  expect(word(null, null, 86_400_000)).toBe('Lost')
})
