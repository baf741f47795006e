import cronstrue from 'cronstrue'
import type { Schedule } from '@/api/client'
import { brief } from './time'

export type Cadence = Pick<Schedule, 'schedule_type' | 'interval' | 'crontab' | 'clocked' | 'solar' | 'timezone'>

/** When a schedule runs, in words: `Every 15 minutes`, `At 03:00, only on Monday`. */
export function inWords(cadence: Cadence): string {
  if (cadence.schedule_type === 'interval' && cadence.interval) return intervalWords(cadence.interval)
  if (cadence.schedule_type === 'crontab' && cadence.crontab) return cronWords(cadence.crontab)
  if (cadence.schedule_type === 'clocked' && cadence.clocked) {
    // In the editor it is empty until somebody chooses.
    const at = Date.parse(cadence.clocked.at)
    return Number.isNaN(at) ? 'Once' : `Once, ${brief(at, cadence.timezone ?? 'UTC')}`
  }
  if (cadence.schedule_type === 'solar' && cadence.solar) return solarWords(cadence.solar)
  if (cadence.schedule_type === 'manual') return 'Only when started by hand'
  return 'Unknown'
}

type SolarEvent = NonNullable<Schedule['solar']>['event']

// A new event in the API does not compile until it has words here.
export const SOLAR: Record<SolarEvent, string> = {
  dawn_astronomical: 'Astronomical dawn',
  dawn_nautical: 'Nautical dawn',
  dawn_civil: 'Civil dawn',
  sunrise: 'Sunrise',
  solar_noon: 'Solar noon',
  sunset: 'Sunset',
  dusk_civil: 'Civil dusk',
  dusk_nautical: 'Nautical dusk',
  dusk_astronomical: 'Astronomical dusk',
}

export function solarWords({
  event,
  latitude,
  longitude,
}: {
  event: SolarEvent
  latitude: number
  longitude: number
}): string {
  const degrees = (n: number, plus: string, minus: string) => `${Math.abs(n).toFixed(2)}° ${n < 0 ? minus : plus}`
  return `At ${SOLAR[event].toLowerCase()}, ${degrees(latitude, 'N', 'S')} ${degrees(longitude, 'E', 'W')}`
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
  second?: string | null
}

export const expression = (c: CronFields) =>
  [...(hasSeconds(c) ? [c.second!] : []), c.minute, c.hour, c.day_of_month, c.month_of_year, c.day_of_week]
    .map((f) => f.trim() || '*')
    .join(' ')
const hasSeconds = (c: CronFields) => Boolean(c.second && c.second.trim() !== '0')

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
export const usesZone = (cadence: Pick<Cadence, 'schedule_type'>) =>
  cadence.schedule_type === 'crontab' || cadence.schedule_type === 'clocked'
