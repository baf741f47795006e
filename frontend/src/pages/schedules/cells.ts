import type { Schedule } from '@/api/client'

/** Longer past its due time than this without having run, a schedule is overdue. */
const OVERDUE_MS = 60_000

export const isOverdue = (s: Schedule, now: number) =>
  s.state === 'enabled' && s.next_run_at !== null && now - Date.parse(s.next_run_at) > OVERDUE_MS
