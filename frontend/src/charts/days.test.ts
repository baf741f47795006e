import { expect, it } from 'vitest'
import { days } from './days'

const day = (of: string, more: object) => ({
  day: of,
  cancelled: 0,
  failed: 0,
  open: 0,
  pending: 0,
  skipped: 0,
  succeeded: 0,
  timed_out: 0,
  ...more,
})

it('shows every day up to now in UTC, those without a run too', () => {
  // Just after midnight in UTC, the evening before where these tests run.
  const bars = days(
    [
      day('2026-11-28', { succeeded: 1_200, failed: 2, timed_out: 1, cancelled: 1, open: 1, skipped: 4 }),
      day('2026-09-01', { succeeded: 9 }),
    ],
    Date.parse('2026-11-29T00:30:00Z'),
  )
  expect(bars).toHaveLength(30)
  expect([bars[0]!.day, bars.at(-1)!.day]).toEqual(['2026-10-31', '2026-11-29'])
  expect(bars.at(-1)).toMatchObject({ all: 0, words: '2026-11-29: 0 runs' })
  expect(bars.at(-2)).toEqual({
    day: '2026-11-28',
    succeeded: 1_200,
    failed: 3,
    other: 2,
    all: 1_205,
    words: '2026-11-28: 1,200 succeeded, 3 failed, 1 cancelled, 1 not ended, 4 due times skipped',
  })
})
