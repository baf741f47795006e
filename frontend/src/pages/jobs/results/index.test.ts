import { expect, it } from 'vitest'
import { resultView } from './index'

it('has a view only for results that are as it expects', () => {
  expect(resultView('cache_warm_up', { items: [], summary: {} })).toBeDefined()
  expect(resultView('cleanup_old_data', { kinds: [], removed: 0 })).toBeDefined()
  expect(resultView('sync_checkmk_hosts', { status: 'complete', fetched: 0, changes: [] })).toBeDefined()
  expect(resultView('discover_topology', { devices: [], links: {}, stop_reasons: {} })).toBeDefined()
  expect(resultView('create_snapshot', { devices: [], changed: 0, first: 0 })).toBeDefined()
  // What an older version answered, a task without a view, and no result at all.
  expect(resultView('cache_warm_up', { warmed: 3 })).toBeUndefined()
  expect(resultView('test_job', { items: [], summary: {} })).toBeUndefined()
  expect(resultView('cache_warm_up', null)).toBeUndefined()
  expect(resultView(undefined, { items: [], summary: {} })).toBeUndefined()
})
