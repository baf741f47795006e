import { expect, it } from 'vitest'
import { sinceQuery } from './since'

const now = Date.parse('2026-11-08T10:00:00Z')

it('asks for the changes of the last crawl, since the last visit, or of some days', () => {
  const know = { now, lastVisit: '2026-11-05T09:00:00Z', lastCrawl: { job_id: 'job' } }
  expect(sinceQuery('crawl', know)).toEqual({ job_id: 'job' })
  expect(sinceQuery('visit', know)).toEqual({ after: '2026-11-05T09:00:00Z' })
  expect(sinceQuery('week', know)).toEqual({ after: '2026-11-01T10:00:00.000Z' })
  expect(sinceQuery('ever', know)).toEqual({})
})

it('has nothing to ask where no crawl has ended, and everything is new to whoever was never here', () => {
  const know = { now, lastVisit: undefined, lastCrawl: undefined }
  expect(sinceQuery('crawl', know)).toBeUndefined()
  expect(sinceQuery('visit', know)).toEqual({})
})
