import type { CachedItem } from '@/api/client'
import { duration, took } from '@/lib/time'
import type { Look } from '@/lib/words'

const LOOKS: Record<CachedItem['state'], Look> = {
  fresh: { word: 'Fresh', tone: 'ok', icon: 'check' },
  expired: { word: 'Expired', tone: 'wait', icon: 'hourglass' },
  never: { word: 'Never fetched', tone: 'idle', icon: 'dot' },
}

/** How an item stands at this moment: what was fresh when it was asked for may have expired since. */
export function standing(item: Pick<CachedItem, 'state' | 'expires_at'>, now: number): CachedItem['state'] {
  const isOver = item.expires_at !== null && Date.parse(item.expires_at) <= now
  return item.state === 'fresh' && isOver ? 'expired' : item.state
}
export const standingLook = (state: CachedItem['state']): Look => LOOKS[state]

export interface Tally {
  hits: number
  misses: number
  saved_ms: number
}
export type Span = 'total' | 'warm-up'

/** How often something was asked for, ever or since the last warm-up. */
export const tallyOf = (item: CachedItem, span: Span): Tally => (span === 'total' ? item : item.since_warm_up)

export function sum(tallies: Tally[]): Tally {
  const all = { hits: 0, misses: 0, saved_ms: 0 }
  for (const one of tallies) {
    all.hits += one.hits
    all.misses += one.misses
    all.saved_ms += one.saved_ms
  }
  return all
}

/** `92 %`; never `100 %` while somebody had to wait, nor `0 %` while somebody had not. */
export function rate({ hits, misses }: Tally): string {
  const readers = hits + misses
  if (!readers) return '–'
  const percent = Math.round((hits / readers) * 100)
  return `${Math.min(misses ? 99 : 100, Math.max(hits ? 1 : 0, percent))} %`
}

/** A saving in words: short ones to the millisecond, long ones to the second. */
export const saved = (ms: number) => (ms ? (ms < 10_000 ? took(ms) : duration(ms)) : '–')

/** By connection, in the order in which they came. */
export function byConnection(items: CachedItem[]): { id: string; name: string; source: string; items: CachedItem[] }[] {
  const groups = new Map<string, { id: string; name: string; source: string; items: CachedItem[] }>()
  for (const item of items) {
    const { connection_id: id, connection: name, source } = item
    const group = groups.get(id) ?? { id, name, source, items: [] }
    group.items.push(item)
    groups.set(id, group)
  }
  return [...groups.values()]
}
