import { expect, it } from 'vitest'
import { blankDraft, bodyOf, draftOf, isUnencrypted, needsSecret } from './draft'
import { classWords, deletionWords } from './words'
import type { Connection } from '@/api/client'

const lab = (more: Partial<Connection> = {}): Connection => ({
  id: '1',
  kind: 'nautobot',
  name: 'lab',
  url: 'https://nautobot.example.net',
  site: null,
  username: null,
  verify_tls: true,
  max_in_flight: 4,
  is_default: true,
  source: 'stored',
  version: 3,
  created_at: null,
  updated_at: null,
  updated_by: null,
  last_check: null,
  ...more,
})

it('sends a secret only when one was entered', () => {
  expect(bodyOf(draftOf(lab()), lab())).not.toHaveProperty('secret')
  expect(bodyOf({ ...draftOf(lab()), secret: 'new' }, lab()).secret).toBe('new')
})

it('asks for the secret again when the server changes, and only then', () => {
  const moved = (url: string) => needsSecret({ url }, lab())
  expect(moved('https://nautobot.example.net/')).toBe(false)
  expect(moved('https://nautobot.example.net/nautobot')).toBe(false)
  expect(moved('https://NAUTOBOT.example.net:443')).toBe(false)
  expect(moved('http://nautobot.example.net')).toBe(true)
  expect(moved('https://nautobot.example.net:8443')).toBe(true)
  expect(moved('https://other.example.net')).toBe(true)
  expect(needsSecret({ url: '' }, undefined)).toBe(true)
})

it('sends site and user to a CheckMK only', () => {
  const draft = { ...blankDraft('checkmk', []), site: ' cmk ', username: 'automation' }
  expect(bodyOf(draft)).toMatchObject({ site: 'cmk', username: 'automation' })
  expect(bodyOf({ ...draft, kind: 'nautobot' })).not.toHaveProperty('site')
})

it('makes the first of its kind the default, under a name that is free', () => {
  expect(blankDraft('nautobot', [])).toMatchObject({ name: 'nautobot', is_default: true })
  const there = [lab({ name: 'Nautobot' }), lab({ name: 'nautobot-2' })]
  expect(blankDraft('nautobot', there)).toMatchObject({ name: 'nautobot-3', is_default: false })
})

it('never takes the default away', () => {
  expect(bodyOf({ ...draftOf(lab()), is_default: false }, lab())).not.toHaveProperty('is_default')
  expect(bodyOf({ ...draftOf(lab()), is_default: true }, lab({ is_default: false })).is_default).toBe(true)
})

it('knows a line that can be read on the way', () => {
  expect(isUnencrypted(' HTTP://nautobot')).toBe(true)
  expect(isUnencrypted('https://nautobot')).toBe(false)
})

it('says what a removal does to jobs', () => {
  expect(deletionWords(lab(), [lab()])).toContain('no other Nautobot is connected')
  const other = lab({ id: '2', name: 'other', is_default: false })
  expect(deletionWords(lab(), [lab(), other])).toContain('those that name none use “other”')
  expect(deletionWords(other, [lab(), other])).not.toContain('name none')
  const third = lab({ id: '3', name: 'third', is_default: false })
  expect(deletionWords(lab(), [lab(), other, third])).toContain('until you make another one the default')
  const checkmk = lab({ id: '4', kind: 'checkmk' })
  expect(deletionWords(lab(), [lab(), checkmk])).toContain('no other Nautobot')
})

it('has words for reasons it does not know', () => {
  expect(classWords('refused_login')).toBe('The login was refused')
  expect(classWords('some_new_reason')).toBe('Some new reason')
  expect(classWords(null)).toBe('It does not work')
})
