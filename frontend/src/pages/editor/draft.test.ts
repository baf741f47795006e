import { expect, it } from 'vitest'
import { BLANK, changed, clone, fromSchedule, merge, toInput, type Draft } from './draft'
import type { Schedule } from '@/api/client'

const draft = (part: Partial<Draft>): Draft => ({ ...clone(BLANK), name: 'a', task: 't', ...part })

it('sends of an old schedule only what changed', () => {
  const before = draft({ kwargs: { a: 1, b: 2 } })
  expect(toInput(draft({ kwargs: { b: 2, a: 1 } }), before)).toEqual({})
  expect(toInput(draft({ kwargs: { a: 1, b: 2 }, expires: '2026-12-01T00:00:00Z' }), before)).toEqual({
    expires: '2026-12-01T00:00:00Z',
  })
  expect(toInput(before, draft({ kwargs: { a: 1, b: 2 }, expires: '2026-12-01T00:00:00Z' }))).toEqual({ expires: null })
})

it('sends of a new one what is set, and only the chosen cadence', () => {
  const input = toInput(draft({ schedule_type: 'crontab' }), undefined)
  expect(input.crontab).toEqual(BLANK.crontab)
  expect(input).not.toHaveProperty('interval')
  expect(input).not.toHaveProperty('expires')
})

it('names the kind with the cadence', () => {
  const before = draft({})
  expect(toInput(draft({ schedule_type: 'crontab' }), before)).toEqual({
    schedule_type: 'crontab',
    crontab: BLANK.crontab,
  })
})

it('shows a schedule without its anchor, so that saving it again changes nothing', () => {
  const schedule = {
    name: 'a',
    task: 't',
    schedule_type: 'interval',
    interval: { every: 2, period: 'hours', anchor: '2026-01-01T00:00:00Z' },
    crontab: null,
    description: null,
  } as unknown as Schedule
  const shown = fromSchedule(schedule)
  expect(shown.interval).toEqual({ every: 2, period: 'hours' })
  expect(changed(shown, fromSchedule(schedule))).toEqual([])
})

it('merges what does not meet and names what does', () => {
  const base = draft({})
  const { merged, conflicts, theirs } = merge(
    base,
    draft({ queue: 'bulk', priority: 'high' }),
    draft({ queue: 'night', description: 'theirs', priority: 'high' }),
  )
  expect(merged).toMatchObject({ queue: 'bulk', description: 'theirs', priority: 'high' })
  expect(conflicts).toEqual(['queue'])
  expect(theirs).toEqual(['description', 'queue', 'priority'])
})
