import type { Job } from '@/api/client'

/** Whether `fresh` is newer than `known`. */
export function isNewer(fresh: { rev: number }, known: { rev: number } | undefined): boolean {
  return !known || fresh.rev > known.rev
}

/**
 * The newest form of every job that was told lately: a list whose answer was under way
 * meanwhile is laid over with it, so that no event falls between.
 */
export class RecentJobs {
  private readonly jobs = new Map<string, Job>()
  constructor(private readonly most = 5_000) {}

  take(job: Job) {
    if (!isNewer(job, this.jobs.get(job.id))) return
    this.jobs.delete(job.id)
    this.jobs.set(job.id, job)
    if (this.jobs.size > this.most) {
      const oldest = this.jobs.keys().next().value
      if (oldest) this.jobs.delete(oldest)
    }
  }

  /** The newer of what is known and `job`. */
  newest(job: Job): Job {
    const known = this.jobs.get(job.id)
    return known && isNewer(known, job) ? known : job
  }

  all(): Iterable<Job> {
    return this.jobs.values()
  }

  clear() {
    this.jobs.clear()
  }
}
