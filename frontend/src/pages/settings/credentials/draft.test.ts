import { expect, it } from 'vitest'
import { blankDraft, bodyOf, canLogIn, conditionsOf, draftOf, keyTrouble } from './draft'
import type { Credential } from '@/api/client'
import type { Condition } from '@/api/inventory'

const stored = (more: Partial<Credential> = {}): Credential => ({
  id: '1',
  name: 'campus',
  username: 'netops',
  shared: false,
  owner_username: 'ann',
  has_password: true,
  has_private_key: false,
  has_enable_password: false,
  scope: [],
  version: 2,
  created_at: '2026-11-23T05:00:00Z',
  updated_at: '2026-11-23T05:00:00Z',
  updated_by: 'ann',
  last_used_at: null,
  ...more,
})

it('sends no secret of which nothing was said', () => {
  expect(bodyOf(draftOf(stored()), stored())).toEqual({ name: 'campus', username: 'netops' })
  expect(bodyOf({ ...draftOf(stored()), password: '' }, stored())).not.toHaveProperty('password')
})

it('takes a secret away with null, and replaces it with a text', () => {
  expect(bodyOf({ ...draftOf(stored()), enable_password: null }, stored()).enable_password).toBeNull()
  expect(bodyOf({ ...draftOf(stored()), password: 'new' }, stored()).password).toBe('new')
})

it('forgets the old passphrase with the old key', () => {
  const withKey = stored({ has_private_key: true })
  const draft = { ...draftOf(withKey), private_key: 'key' }
  expect(bodyOf(draft, withKey).passphrase).toBeNull()
  expect(bodyOf({ ...draft, passphrase: 'opens it' }, withKey).passphrase).toBe('opens it')
  expect(bodyOf(draftOf(withKey), withKey)).not.toHaveProperty('passphrase')
  expect(bodyOf({ ...blankDraft(), private_key: 'key' })).not.toHaveProperty('passphrase')
})

it('sends a scope only of shared ones', () => {
  const scope: Condition[] = [{ field: 'role', operator: 'is_set', values: ['left over'] }]
  expect(bodyOf({ ...blankDraft(), shared: true, scope }).scope).toEqual([
    { field: 'role', operator: 'is_set', values: [] },
  ])
  expect(bodyOf({ ...blankDraft(), scope })).not.toHaveProperty('scope')
})

it('knows whether one could log in with it', () => {
  expect(canLogIn(blankDraft())).toBe(false)
  expect(canLogIn({ ...blankDraft(), password: 'x' })).toBe(true)
  expect(canLogIn(draftOf(stored()), stored())).toBe(true)
  expect(canLogIn({ ...draftOf(stored()), password: null }, stored())).toBe(false)
  expect(canLogIn({ ...draftOf(stored()), password: null, private_key: 'key' }, stored())).toBe(true)
})

it('reads conditions of any shape', () => {
  expect(conditionsOf([{ field: 'role', operator: 'equals', values: ['core', 7] }, {}])).toEqual([
    { field: 'role', operator: 'equals', values: ['core', '7'] },
    { field: '', operator: 'equals', values: [] },
  ])
})

it('tells what is no private key', () => {
  const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----\n'
  expect(keyTrouble(key)).toBeUndefined()
  expect(keyTrouble('')).toBeUndefined()
  expect(keyTrouble('ssh-ed25519 AAAA ann@host')).toContain('public')
  expect(keyTrouble('PuTTY-User-Key-File-3: ssh-ed25519')).toContain('PuTTY')
  expect(keyTrouble('hunter2')).toContain('BEGIN')
})
