/** Times in words. All functions are pure: the present moment is handed in. */

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const two = (n: number) => String(n).padStart(2, '0')

/** A length of time in at most two units: `42s`, `3m 05s`, `2h 10m`, `4d 3h`. */
export function duration(ms: number): string {
  const length = Math.max(0, ms)
  if (length < MINUTE) return `${Math.floor(length / SECOND)}s`
  if (length < HOUR) return `${Math.floor(length / MINUTE)}m ${two(Math.floor((length % MINUTE) / SECOND))}s`
  if (length < DAY) return `${Math.floor(length / HOUR)}h ${two(Math.floor((length % HOUR) / MINUTE))}m`
  return `${Math.floor(length / DAY)}d ${Math.floor((length % DAY) / HOUR)}h`
}

/** How long something took, fine enough to compare: `340 ms`, `2.4 s`, `1m 12s`. */
export function took(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`
  return duration(ms)
}

/** `in 3m 05s`, `12m ago`, `now`; the past in one unit, because it is only glanced at. */
export function relative(at: number, now: number): string {
  const away = at - now
  if (Math.abs(away) < SECOND) return 'now'
  if (away > 0) return `in ${duration(Math.ceil(away / SECOND) * SECOND)}`
  const past = -away
  if (past < MINUTE) return `${Math.floor(past / SECOND)}s ago`
  if (past < HOUR) return `${Math.floor(past / MINUTE)}m ago`
  if (past < DAY) return `${Math.floor(past / HOUR)}h ${two(Math.floor((past % HOUR) / MINUTE))}m ago`
  return `${Math.floor(past / DAY)}d ago`
}

const formats = new Map<string, Intl.DateTimeFormat>()

export function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) {
    try {
      found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
    } catch {
      // A zone this browser does not know; better a time in UTC than none.
      found = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
    }
    formats.set(key, found)
  }
  return found
}

/** `Mon 23 Nov 2026, 03:00:05 CET` */
export function absolute(at: number, zone: string): string {
  return format(zone, {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  })
    .format(at)
    .replace(/^(\w{3}), /, '$1 ')
}

/** `Mon 23 Nov, 03:00`, with seconds where there are any, and with the year unless it is that of `now`. */
export function brief(at: number, zone: string, now?: number): string {
  const seconds = at % MINUTE !== 0
  const year = now === undefined || parts(at, zone).year !== parts(now, zone).year
  return format(zone, {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    ...(year ? { year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
    .format(at)
    .replace(/^(\w{3}), /, '$1 ')
}

/** `03:00` today, `Tue 03:00` within a week, `1 Dec 03:00` beyond; short enough for a column. */
export function near(at: number, now: number, zone: string): string {
  const options = at % MINUTE === 0 ? {} : { second: '2-digit' as const }
  const time = format(zone, { hour: '2-digit', minute: '2-digit', ...options }).format(at)
  const day = (instant: number) => format(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(instant)
  if (day(at) === day(now)) return time
  if (Math.abs(at - now) < 6 * DAY) return `${format(zone, { weekday: 'short' }).format(at)} ${time}`
  return `${format(zone, { day: 'numeric', month: 'short' }).format(at)} ${time}`
}

/** `03:00:05` */
export function clockTime(at: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

/** `03:00` */
export function hourMinute(at: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(at)
}

function parts(at: number, zone: string) {
  const found = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const get = (type: string) => Number(found.find((p) => p.type === type)?.value ?? 0)
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  }
}

/** An instant as the text of a `datetime-local` field in `zone`. */
export function toLocalField(instant: string | null | undefined, zone: string): string {
  if (!instant) return ''
  const at = Date.parse(instant)
  const p = parts(at, zone)
  const day = `${String(p.year).padStart(4, '0')}-${two(p.month)}-${two(p.day)}`
  return `${day}T${two(p.hour)}:${two(p.minute)}${p.second ? `:${two(p.second)}` : ''}`
}

/**
 * The instant that a `datetime-local` text means in `zone`.
 *
 * A time that a clock change leaves out becomes the first one after the gap; of one
 * that comes twice it is the first. `kept` is the instant that the field showed before:
 * where the text still says the same, it comes back unchanged to the millisecond, so
 * that saving a form any number of times moves nothing.
 */
export function fromLocalField(text: string, zone: string, kept?: string | null): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
  if (!found) return null
  if (kept && toLocalField(kept, zone) === text) return kept
  const [year, month, day, hour, minute, second] = found.slice(1).map((n) => Number(n ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const wall = Date.UTC(year, month - 1, day, hour, minute, second || 0)
  const offsetAt = (at: number) => {
    const p = parts(at, zone)
    return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - Math.floor(at / SECOND) * SECOND
  }
  // The offsets a day before and after are all there can be.
  const offsets = [offsetAt(wall - DAY), offsetAt(wall + DAY)]
  const fits = offsets.map((offset) => wall - offset).filter((at) => offsetAt(at) === wall - at)
  const at = fits.length
    ? Math.min(...fits)
    : gapEnd(wall - Math.max(...offsets), wall - Math.min(...offsets), offsetAt)
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** The instant between two at which the offset changes. */
function gapEnd(from: number, to: number, offsetAt: (at: number) => number): number {
  let [low, high] = [Math.min(from, to) - SECOND, Math.max(from, to)]
  const before = offsetAt(low)
  while (high - low > SECOND) {
    const middle = Math.floor((low + high) / 2 / SECOND) * SECOND
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return high
}

/** Every zone there is, the ones used most often first. */
export function zones(first: string[]): string[] {
  const all = Intl.supportedValuesOf('timeZone')
  return [...new Set([...first, 'UTC', ...all])]
}
