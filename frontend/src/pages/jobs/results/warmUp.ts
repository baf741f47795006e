import type { Look } from '@/lib/words'

/** What `cache_warm_up` answers. */
export interface WarmUp {
  status: 'complete' | 'partial'
  items: WarmUpItem[]
  summary: {
    warmed: number
    fresh: number
    failed: number
    skipped: number
    last_warm_up: string | null
    hits: number
    misses: number
    hit_rate: number | null
    saved_ms: number
    text: string
  }
  duration_ms: number
  warnings: string[]
}

export interface WarmUpItem {
  item: string
  connection: string | null
  status: 'warmed' | 'fresh' | 'failed' | 'skipped'
  rows: number | null
  bytes: number | null
  ms: number
  cached: boolean
  class: string | null
  error: string | null
  hits: number
  misses: number
  saved_ms: number
}

const LOOKS: Record<WarmUpItem['status'], Look> = {
  warmed: { word: 'Warmed', tone: 'ok', icon: 'check' },
  fresh: { word: 'Still fresh', tone: 'idle', icon: 'clock' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross' },
  skipped: { word: 'Skipped', tone: 'idle', icon: 'stop' },
}
const NOT_KEPT: Look = { word: 'Not kept', tone: 'warn', icon: 'alert' }

export function itemLook(item: Pick<WarmUpItem, 'status' | 'cached'>): Look {
  const isThere = item.status === 'warmed' || item.status === 'fresh'
  return isThere && !item.cached ? NOT_KEPT : (LOOKS[item.status] ?? { ...LOOKS.skipped, word: item.status })
}

const SOURCES: Record<string, string> = { nautobot: 'Nautobot', checkmk: 'CheckMK' }

/** `nautobot_devices` → `Devices`, `Nautobot` */
export function itemWords(item: string): { what: string; source: string } {
  const [source = '', ...rest] = item.split('_')
  const what = rest.join(' ') || source
  return { what: what.charAt(0).toUpperCase() + what.slice(1), source: SOURCES[source] ?? source }
}
