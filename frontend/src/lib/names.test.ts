import { expect, it } from 'vitest'
import { nameWords } from './names'

it('calls fields as people do', () => {
  expect(nameWords('compare_with_nautobot')).toBe('Compare with Nautobot')
  expect(nameWords('ttl_seconds')).toBe('TTL seconds')
  expect(nameWords('ip_address')).toBe('IP address')
  // Only whole words.
  expect(nameWords('idle_since')).toBe('Idle since')
})
