import type { Job } from '@/api/client'
import { isNewer } from '@/live/recent'

/** Newest first: ids sort by time. */
const before = (a: Job, b: Job) => a.id > b.id

/**
 * Lays what was told over a list: rows that are there change where they are, and what is
 * new comes back apart, so that the page decides when rows may move.
 */
export function fold(items: readonly Job[], told: Iterable<Job>): { items: Job[]; fresh: Job[]; changed: boolean } {
  const at = new Map(items.map((job, index) => [job.id, index]))
  const next = [...items]
  const fresh = new Map<string, Job>()
  let changed = false
  for (const job of told) {
    const index = at.get(job.id)
    if (index === undefined) {
      if (isNewer(job, fresh.get(job.id))) fresh.set(job.id, job)
    } else if (isNewer(job, next[index])) {
      next[index] = job
      changed = true
    }
  }
  return { items: changed ? next : (items as Job[]), fresh: [...fresh.values()], changed }
}

/** The list with new jobs in their places. */
export function merge(items: readonly Job[], fresh: readonly Job[]): Job[] {
  const known = new Set(items.map((j) => j.id))
  const added = fresh.filter((j) => !known.has(j.id))
  return [...items, ...added].sort((a, b) => (before(a, b) ? -1 : 1))
}
