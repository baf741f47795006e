import { expect, it } from 'vitest'
import { diff, summary, versions } from './history'
import type { ScheduleEvent } from '@/api/client'

const event = (version: number, kind: string, changes: Record<string, unknown>) =>
  ({ version, kind, changes }) as ScheduleEvent

const EVENTS = [
  event(3, 'disabled', {}),
  event(1, 'created', { name: 'a', queue: 'default' }),
  event(2, 'updated', { queue: 'bulk', expires: null }),
]

it('knows every version from the events, in whatever order they come', () => {
  const known = versions(EVENTS)
  expect(known.get(1)).toEqual({ name: 'a', queue: 'default' })
  expect(known.get(3)).toEqual({ name: 'a', queue: 'bulk', expires: null, enabled: false })
})

it('tells what an event changed, and nothing that stayed', () => {
  const known = versions(EVENTS)
  expect(diff(known.get(1), known.get(2))).toEqual([{ field: 'queue', before: 'default', after: 'bulk' }])
  expect(summary(EVENTS[2]!)).toBe('Changed queue, expires')
  expect(summary(event(4, 'updated', { kwargs: {}, catch_up: 'all' }))).toBe('Changed arguments, catch-up')
})
