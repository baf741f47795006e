import type { ChangeQuery, Crawl } from '@/api/topology'

/** Since when changes are shown. */
export type Since = 'crawl' | 'visit' | 'day' | 'week' | 'month' | 'ever'

const DAY_MS = 86_400_000
const BACK: Partial<Record<Since, number>> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }

/** What is asked of the server; nothing where there is nothing to be asked yet. */
export function sinceQuery(
  since: Since,
  know: { now: number; lastVisit: string | undefined; lastCrawl: Pick<Crawl, 'job_id'> | undefined },
): Pick<ChangeQuery, 'after' | 'job_id'> | undefined {
  if (since === 'ever') return {}
  if (since === 'crawl') return know.lastCrawl && { job_id: know.lastCrawl.job_id }
  if (since === 'visit') return know.lastVisit ? { after: know.lastVisit } : {}
  return { after: new Date(know.now - (BACK[since] ?? 0)).toISOString() }
}
