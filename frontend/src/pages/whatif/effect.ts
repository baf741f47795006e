import type { components } from '@/api/schema'
import { count, number } from '@/lib/words'

type Schemas = components['schemas']
export type Effect = Schemas['WhatIf']
export type Edit = Schemas['ScheduleEditInput']
export type WhatIfBody = Schemas['WhatIfInput']

/** From so many runs on a change is more than it may seem: one that is asked about before it is saved. */
export const MANY = 24

export type Total = Schemas['WhatIfCounts']

export const isMany = ({ added, removed, moved }: Total) => added + removed + moved >= MANY

/** `Moves 168 runs, removes 24, adds 12` */
export function headline({ added, removed, moved }: Total): string {
  const parts = [
    { verb: 'moves', n: moved },
    { verb: 'removes', n: removed },
    { verb: 'adds', n: added },
  ].filter(({ n }) => n)
  if (!parts.length) return 'Changes no run'
  const said = parts.map(({ verb, n }, at) => `${verb} ${at ? number(n) : count(n, 'run')}`).join(', ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Whether a place is loaded otherwise than before, as far as it is told. */
export const differs = ({ before, after }: Effect['load'][number]) =>
  before.jobs !== after.jobs ||
  before.peak?.jobs !== after.peak?.jobs ||
  Math.abs(before.busy_seconds - after.busy_seconds) >= 1
