import { fieldLabel } from './history'
import type { components } from '@/api/schema'

type Blamed = components['schemas']['BlamedField']

/** One change by hand, with the fields that still have what it set. */
export interface HandEdit {
  version: number
  actor: string
  time: string
  note: string | null
  fields: string[]
}

/** No part of what a file says. */
const NOT_OF_FILES = ['managed_by', 'snooze_until']

/** In which version the file last said what a schedule is, and who has changed what since. */
export function drift(blamed: readonly Blamed[]): { said: number | undefined; by: HandEdit[] } {
  const said = blamed.find((one) => one.field === 'managed_by')?.version
  if (said === undefined) return { said, by: [] }
  const by = new Map<number, HandEdit>()
  for (const one of blamed) {
    if (one.version <= said || NOT_OF_FILES.includes(one.field)) continue
    const { version, actor, time, note } = one
    const edit = by.get(version) ?? { version, actor, time, note, fields: [] }
    edit.fields.push(fieldLabel(one.field))
    by.set(version, edit)
  }
  return { said, by: [...by.values()].sort((a, b) => b.version - a.version) }
}
