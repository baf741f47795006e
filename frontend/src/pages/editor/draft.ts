import type { Schedule, ScheduleInput } from '@/api/client'

/** A schedule as the editor has it. Empty texts and nulls mean: not set. */
export interface Draft {
  name: string
  description: string
  task: string
  kwargs: Record<string, unknown>
  schedule_type: NonNullable<Schedule['schedule_type']>
  interval: { every: number; period: NonNullable<Schedule['interval']>['period'] }
  crontab: {
    second: string
    minute: string
    hour: string
    day_of_month: string
    month_of_year: string
    day_of_week: string
  }
  clocked: { at: string | null }
  solar: { event: NonNullable<Schedule['solar']>['event']; latitude: number; longitude: number }
  timezone: string
  start_at: string | null
  expires: string | null
  one_off: boolean
  max_runs: number | null
  snooze_until: string | null
  jitter_seconds: number
  dst_gap: Schedule['dst_gap']
  dst_overlap: Schedule['dst_overlap']
  tags: string[]
  fail_on_partial: boolean
  notify: boolean
  enabled: boolean
  overlap: NonNullable<Schedule['overlap']>
  catch_up: NonNullable<Schedule['catch_up']>
  catch_up_max_age_seconds: number | null
  timeout_seconds: number | null
  max_attempts: number | null
  retry_backoff_seconds: number | null
  queue: string
  priority: NonNullable<Schedule['priority']>
}

export const BLANK: Draft = {
  name: '',
  description: '',
  task: '',
  kwargs: {},
  schedule_type: 'interval',
  interval: { every: 1, period: 'hours' },
  crontab: { second: '0', minute: '0', hour: '2', day_of_month: '*', month_of_year: '*', day_of_week: '*' },
  clocked: { at: null },
  solar: { event: 'sunset', latitude: 52.52, longitude: 13.4 },
  timezone: 'UTC',
  start_at: null,
  expires: null,
  one_off: false,
  max_runs: null,
  snooze_until: null,
  jitter_seconds: 0,
  dst_gap: null,
  dst_overlap: null,
  tags: [],
  fail_on_partial: false,
  notify: true,
  enabled: true,
  overlap: 'skip',
  catch_up: 'latest',
  catch_up_max_age_seconds: null,
  timeout_seconds: null,
  max_attempts: null,
  retry_backoff_seconds: null,
  queue: 'default',
  priority: 'normal',
}

/** A copy that shares nothing; what a draft holds is JSON. */
export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** What to call each field for a person. */
export const LABELS: Record<keyof Draft, string> = {
  name: 'Name',
  description: 'Description',
  task: 'Task',
  kwargs: 'Arguments',
  schedule_type: 'Kind',
  interval: 'Interval',
  crontab: 'Crontab',
  clocked: 'Instant',
  solar: 'Sun',
  timezone: 'Time zone',
  start_at: 'Starts',
  expires: 'Expires',
  one_off: 'Only once',
  max_runs: 'Runs at most',
  snooze_until: 'Snoozed until',
  jitter_seconds: 'Jitter',
  dst_gap: 'Time left out by the clock',
  dst_overlap: 'Time that comes twice',
  tags: 'Tags',
  fail_on_partial: 'Errors fail the job',
  notify: 'Notify',
  enabled: 'Enabled',
  overlap: 'Overlap',
  catch_up: 'Catch-up',
  catch_up_max_age_seconds: 'Catch-up at most',
  timeout_seconds: 'Timeout',
  max_attempts: 'Attempts',
  retry_backoff_seconds: 'Pause between attempts',
  queue: 'Queue',
  priority: 'Priority',
}

export function fromSchedule(s: Schedule): Draft {
  const own = Object.fromEntries(
    Object.keys(BLANK)
      .map((key) => [key, s[key as keyof Schedule]])
      .filter(([, value]) => value !== null && value !== undefined),
  )
  const draft: Draft = { ...clone(BLANK), ...(clone(own) as Partial<Draft>) }
  // Anchors and resolved fields are answers, not edited.
  if (s.interval) draft.interval = { every: s.interval.every, period: s.interval.period }
  if (s.crontab) {
    const { second, minute, hour, day_of_month, month_of_year, day_of_week } = s.crontab
    draft.crontab = { second: second ?? '0', minute, hour, day_of_month, month_of_year, day_of_week }
  }
  return draft
}

/** A string that is the same for equal values, whatever the order of keys. */
function canon(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => a.localeCompare(b)))
      : v,
  )
}
export const same = (a: unknown, b: unknown) => canon(a) === canon(b)

const CADENCES = ['interval', 'crontab', 'clocked', 'solar'] as const
type CadenceKey = (typeof CADENCES)[number]
const isCadence = (key: string): key is CadenceKey => (CADENCES as readonly string[]).includes(key)

/** The fields in which two drafts differ; of a kind that is not chosen nothing counts. */
export function changed(from: Draft, to: Draft): (keyof Draft)[] {
  const counts = (key: keyof Draft) => !isCadence(key) || to.schedule_type === key
  return (Object.keys(BLANK) as (keyof Draft)[]).filter((key) => counts(key) && !same(from[key], to[key]))
}

function asInput(draft: Draft, key: keyof Draft): unknown {
  const value = draft[key]
  return key === 'description' && value === '' ? null : value
}

/** What to send: everything of a new schedule, of an old one only what changed. */
export function toInput(draft: Draft, from: Draft | undefined): ScheduleInput {
  const wanted = from
    ? changed(from, draft)
    : (Object.keys(BLANK) as (keyof Draft)[]).filter((k) => !isCadence(k) || draft.schedule_type === k)
  const input: Record<string, unknown> = {}
  for (const key of wanted) {
    const value = asInput(draft, key)
    if (from || (value !== null && value !== '')) input[key] = value
  }
  // The server asks which of them counts when several are known.
  if (Object.keys(input).some(isCadence)) input.schedule_type = draft.schedule_type
  if ('schedule_type' in input && isCadence(draft.schedule_type))
    input[draft.schedule_type] = draft[draft.schedule_type]
  return input as ScheduleInput
}

/** Two people's changes to one version. */
export interface Merge {
  /** Both sides where they do not meet. */
  merged: Draft
  /** Where both changed the same field to different values. */
  conflicts: (keyof Draft)[]
  /** What the other side changed. */
  theirs: (keyof Draft)[]
}

export function merge(base: Draft, mine: Draft, their: Draft): Merge {
  const [ours, theirs] = [changed(base, mine), changed(base, their)]
  const merged = { ...clone(mine) } as Record<keyof Draft, unknown>
  for (const key of theirs) if (!ours.includes(key)) merged[key] = their[key]
  const conflicts = theirs.filter((key) => ours.includes(key) && !same(mine[key], their[key]))
  return { merged: merged as unknown as Draft, conflicts, theirs }
}
