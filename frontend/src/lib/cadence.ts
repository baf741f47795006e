import cronstrue from 'cronstrue'
import type { Schedule } from '@/api/client'

type Cadence = Pick<Schedule, 'schedule_type' | 'interval' | 'crontab'>

/** When a schedule runs, in words: `Every 15 minutes`, `At 03:00, only on Monday`. */
export function inWords(cadence: Cadence): string {
  if (cadence.schedule_type === 'interval' && cadence.interval) return intervalWords(cadence.interval)
  if (cadence.schedule_type === 'crontab' && cadence.crontab) return cronWords(cadence.crontab)
  return 'Unknown'
}

export function intervalWords({ every, period }: { every: number; period: string }): string {
  const one = period.replace(/s$/, '')
  return every === 1 ? `Every ${one}` : `Every ${every} ${period}`
}

export interface CronFields {
  minute: string
  hour: string
  day_of_month: string
  month_of_year: string
  day_of_week: string
}

export const expression = (c: CronFields) =>
  [c.minute, c.hour, c.day_of_month, c.month_of_year, c.day_of_week].map((f) => f.trim() || '*').join(' ')

const known = new Map<string, string>()

export function cronWords(fields: CronFields): string {
  const text = expression(fields)
  let words = known.get(text)
  if (words === undefined) {
    words = describe(text)
    if (known.size > 2_000) known.clear()
    known.set(text, words)
  }
  return words
}

function describe(text: string): string {
  try {
    return cronstrue.toString(text, { use24HourTimeFormat: true, verbose: false, dayOfWeekStartIndexZero: true })
  } catch {
    return text
  }
}

/** Why an expression cannot be read, as far as this page can tell; the server decides. */
export function cronProblem(fields: CronFields): string | undefined {
  try {
    cronstrue.toString(expression(fields), { throwExceptionOnParseError: true })
    return undefined
  } catch (e) {
    return String(e).replace(/^Error: /, '')
  }
}

/** Whether the zone means anything: an interval counts real time. */
export const usesZone = (cadence: Cadence) => cadence.schedule_type === 'crontab'

/** Roughly how often, in milliseconds, for sentences about options; undefined where it varies too much. */
export function roughPeriod(cadence: Cadence): number | undefined {
  if (cadence.schedule_type !== 'interval' || !cadence.interval) return undefined
  const unit = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400, weeks: 604_800 }[cadence.interval.period]
  return cadence.interval.every * unit * 1_000
}
