import { expect, it } from 'vitest'
import { coldRemark } from './warmth'

const START = Date.parse('2026-11-29T02:00:00Z')
const every = (...seconds: number[]) => {
  let at = START
  return [START, ...seconds.map((s) => (at += s * 1_000))].map((ms) => ({ at: new Date(ms).toISOString() }))
}
const warming = (ttl_seconds?: number) => ({ task: 'cache_warm_up', kwargs: ttl_seconds ? { ttl_seconds } : {} })

it('warns where the cache is cold before the next run', () => {
  expect(coldRemark(warming(), every(86_400, 86_400))).toBe(
    'Runs are up to 1 day apart, and what they fetch is kept for 10 minutes at most: before the next run the cache is cold. Run it more often, or raise ttl_seconds.',
  )
  expect(coldRemark(warming(3_600), every(5_400))).toContain('90 minutes apart, and what they fetch is kept for 1 hour')
  // The longest pause counts: over a weekend it is cold.
  expect(coldRemark(warming(86_400), every(3_600, 3_600, 216_000))).toContain('60 hours apart')
  // A tenth may be missing of what it is kept for.
  expect(coldRemark(warming(600), every(600))).toBeDefined()
  expect(coldRemark({ ...warming(), task: 'app.tasks.cache_warm_up' }, every(3_600))).toBeDefined()
})

it('says nothing where it stays warm, of other tasks, and without a second run', () => {
  expect(coldRemark(warming(600), every(540, 540))).toBeUndefined()
  expect(coldRemark({ task: 'test_job', kwargs: {} }, every(86_400))).toBeUndefined()
  expect(coldRemark(warming(), every())).toBeUndefined()
  expect(coldRemark(warming(), [])).toBeUndefined()
})
