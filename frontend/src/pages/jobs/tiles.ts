import type { JobState } from '@/api/client'

/** What can be counted and listed with one click. Ended jobs are those of the last day. */
export interface Tile {
  key: string
  label: string
  states: JobState[]
  ended: boolean
  tone: 'text-text' | 'text-run' | 'text-warn' | 'text-ok' | 'text-bad' | 'text-idle'
}

export const TILES: Tile[] = [
  { key: 'queued', label: 'Queued', states: ['queued', 'waiting'], ended: false, tone: 'text-text' },
  { key: 'running', label: 'Running', states: ['running'], ended: false, tone: 'text-run' },
  { key: 'retrying', label: 'Retrying', states: ['retrying'], ended: false, tone: 'text-warn' },
  { key: 'succeeded', label: 'Succeeded', states: ['succeeded'], ended: true, tone: 'text-ok' },
  { key: 'failed', label: 'Failed', states: ['failed', 'timed_out'], ended: true, tone: 'text-bad' },
  { key: 'cancelled', label: 'Cancelled', states: ['cancelled'], ended: true, tone: 'text-idle' },
]
export const tileOf = (key: string) => TILES.find((t) => t.key === key)
export const DAY_MS = 86_400_000
