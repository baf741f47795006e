import { expect, it } from 'vitest'
import { hasNews, kindName, wouldRemove, type CleanupKind } from './cleanup'

const kind = (more: Partial<CleanupKind>): CleanupKind => ({
  kind: 'syncs',
  older_than: null,
  found: 0,
  removed: 0,
  kept: 0,
  kept_because: null,
  ...more,
})

it('tells kinds with something old from those without', () => {
  expect(hasNews(kind({}), [])).toBe(false)
  expect(hasNews(kind({ kept: 2 }), [])).toBe(true)
  expect(hasNews(kind({}), [{ kind: 'syncs', error: 'Postgres is away.' }])).toBe(true)
})

it('says what a dry run would have removed', () => {
  expect(wouldRemove({ kinds: [kind({ found: 3 }), kind({ found: 4 })] })).toBe(7)
})

it('has a name for kinds it does not know', () => {
  expect(kindName('stale_devices')).toBe('Devices gone from Nautobot')
  expect(kindName('some_new_kind')).toBe('Some new kind')
})
