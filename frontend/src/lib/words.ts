import type { Job, JobState, Schedule } from '@/api/client'

/** What a state looks like: never its colour alone. */
export interface Look {
  word: string
  tone: 'ok' | 'run' | 'warn' | 'bad' | 'idle' | 'wait'
  icon:
    | 'check'
    | 'alert'
    | 'cross'
    | 'spinner'
    | 'clock'
    | 'retry'
    | 'stop'
    | 'timer'
    | 'pause'
    | 'flag'
    | 'moon'
    | 'question'
    | 'dot'
    | 'hourglass'
    | 'plus'
    | 'minus'
    | 'pencil'
    | 'half'
    | 'share'
    | 'unlink'
}

// A new state in the API does not compile until it has a word here.
const JOBS: Record<JobState, Look> = {
  queued: { word: 'Queued', tone: 'idle', icon: 'clock' },
  waiting: { word: 'Waiting', tone: 'wait', icon: 'hourglass' },
  running: { word: 'Running', tone: 'run', icon: 'spinner' },
  retrying: { word: 'Retrying', tone: 'warn', icon: 'retry' },
  succeeded: { word: 'Succeeded', tone: 'ok', icon: 'check' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross' },
  cancelled: { word: 'Cancelled', tone: 'idle', icon: 'stop' },
  timed_out: { word: 'Timed out', tone: 'bad', icon: 'timer' },
}

const SCHEDULES: Record<Schedule['state'], Look> = {
  enabled: { word: 'Enabled', tone: 'ok', icon: 'dot' },
  disabled: { word: 'Disabled', tone: 'idle', icon: 'pause' },
  snoozed: { word: 'Snoozed', tone: 'wait', icon: 'moon' },
  expired: { word: 'Expired', tone: 'idle', icon: 'flag' },
  completed: { word: 'Completed', tone: 'idle', icon: 'flag' },
  unreadable: { word: 'Unreadable', tone: 'bad', icon: 'question' },
  deleted: { word: 'Deleted', tone: 'idle', icon: 'cross' },
}

export const jobLook = (job: Pick<Job, 'state' | 'warnings'>): Look =>
  job.state === 'succeeded' && job.warnings > 0 ? { word: 'With errors', tone: 'warn', icon: 'alert' } : JOBS[job.state]

export const stateLook = (state: JobState): Look => JOBS[state]

export const scheduleLook = (state: Schedule['state']): Look => SCHEDULES[state]

/** The look of a `last_outcome`, which is a job state in a plain string. */
export function outcomeLook(outcome: string | null): Look | undefined {
  return outcome && outcome in JOBS ? JOBS[outcome as JobState] : undefined
}

export const isOpen = (state: JobState) => ['queued', 'waiting', 'running', 'retrying'].includes(state)
export const isFailure = (state: string | null | undefined) => state === 'failed' || state === 'timed_out'

const TRIGGERS: Record<Job['trigger'], string> = {
  schedule: 'Schedule',
  manual: 'Run by hand',
  adhoc: 'Ad hoc',
  retry: 'Retried by hand',
  backfill: 'Backfill',
  catch_up: 'Catch-up',
}
export const triggerWord = (trigger: Job['trigger']) => TRIGGERS[trigger]

/** `1 schedule`, `3,412 schedules` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`
}

const grouped = new Intl.NumberFormat('en-GB')
export const number = (n: number) => grouped.format(n)

/** Totals are exact up to here. */
export const MOST_COUNTED = 10_000
export const total = (n: number, more: boolean) => (more && n >= MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(n))
