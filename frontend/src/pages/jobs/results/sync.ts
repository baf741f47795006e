import type { ChangeKind, FieldChange } from '@/api/inventory'

/** What `sync_nautobot_devices` and `sync_checkmk_hosts` answer; the counts stand beside these. */
export interface SyncAnswer {
  status: 'complete' | 'partial'
  dry_run: boolean
  connection: string
  sync_id: string | null
  total: number
  fetched: number
  changes: { id: string; name: string | null; change: ChangeKind; fields?: Record<string, [unknown, unknown]> }[]
  compared_with: { sync_id: string; ended_at: string } | null
  pages: number
  api_calls: number
  duration_ms: number
  warnings: string[]
  reconciliation?: unknown
}

/** The changes as the inventory's pages show them. */
export const rowsOf = (changes: SyncAnswer['changes']) =>
  changes.map((one) => ({
    key: one.id,
    object: one.id,
    name: one.name,
    change: one.change,
    fields: Object.entries(one.fields ?? {}).map(([field, sides]): FieldChange => ({
      field,
      before: sides[0] ?? null,
      after: sides[1] ?? null,
    })),
  }))

/** How many changes there are in all; a result names the first of them. */
export const changesIn = (answer: object) =>
  ['added', 'changed', 'returned', 'removed'].reduce(
    (sum, name) => sum + (Number((answer as Record<string, unknown>)[name]) || 0),
    0,
  )
