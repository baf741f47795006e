import { cronWords, expression, intervalWords, type CronFields } from './cadence'
import { absolute, duration } from './time'

const SECONDS = /_seconds$/

/** What the choices of a field mean, where their own names do not say it. */
const CHOICES: Record<string, Record<string, string>> = {
  overlap: {
    skip: 'skip the due time',
    allow: 'start another one',
    queue_one: 'let one wait',
    cancel_running: 'cancel the running one',
  },
  catch_up: {
    latest: 'run once for what was missed',
    all: 'run everything that was missed',
    none: 'run nothing that was missed',
  },
  schedule_type: { clocked: 'once', solar: 'by the sun', manual: 'by hand' },
}

/** The value of a schedule's field in words, for comparing versions. */
export function fieldWords(field: string, value: unknown, zone = 'UTC'): string {
  if (value === null || value === undefined || value === '') return 'not set'
  if (typeof value === 'string' && CHOICES[field]?.[value]) return CHOICES[field][value]
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || 'none'
  if (field === 'managed_by' && value === 'ui') return 'these pages'
  if (field === 'managed_by' && typeof value === 'string') return value.replace(/^file:/, 'file ')
  if (field === 'kwargs' && isObject(value) && !Object.keys(value).length) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field === 'interval' && isObject(value)) return intervalWords(value as { every: number; period: string })
  if (field === 'crontab' && isObject(value))
    return `${cronWords(value as unknown as CronFields)} (${expression(value as unknown as CronFields)})`
  if (SECONDS.test(field) && typeof value === 'number') return duration(value * 1_000)
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return absolute(Date.parse(value), zone)
  return typeof value === 'string' ? value : JSON.stringify(value, null, isObject(value) ? 2 : undefined)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
