import { expect, it } from 'vitest'
import { fieldWords } from './fieldWords'

it('says what a field of a schedule is', () => {
  expect(fieldWords('overlap', 'queue_one')).toBe('let one wait')
  expect(fieldWords('catch_up', 'latest')).toBe('run once for what was missed')
  // A choice of a newer server, and a field whose values say it themselves.
  expect(fieldWords('overlap', 'race')).toBe('race')
  expect(fieldWords('priority', 'high')).toBe('high')
  expect(fieldWords('tags', ['core', 'night'])).toBe('core, night')
  expect(fieldWords('tags', [])).toBe('none')
  expect(fieldWords('kwargs', { seed_devices: [1, 2] })).toContain('"seed_devices"')
  expect(fieldWords('kwargs', {})).toBe('none')
  expect(fieldWords('managed_by', 'file:core.yaml')).toBe('file core.yaml')
  expect(fieldWords('timeout_seconds', 90)).toBe('1m 30s')
  expect(fieldWords('enabled', false)).toBe('no')
  expect(fieldWords('description', '')).toBe('not set')
  expect(fieldWords('expires', '2026-11-29T02:00:00Z', 'Europe/Berlin')).toContain('03:00')
})
