import { api, page } from '@/api/client'
import type { components } from '@/api/schema'

export type ChangeEvent = components['schemas']['ScheduleChangeEvent']

/** The most changes that are marked and listed: twenty pages. */
export const MOST_CHANGES = 10_000
const PAGE = 500

/** Every change of any schedule after an instant, newest first; `cut` where there are more than are read. */
export async function changesSince(
  from: string | undefined,
  signal: AbortSignal,
): Promise<{ events: ChangeEvent[]; cut: boolean }> {
  const events: ChangeEvent[] = []
  let cursor: string | undefined
  do {
    const next = await page(
      api.GET('/api/scheduler/changes', { params: { query: { from, limit: PAGE, cursor } }, signal }),
    )
    events.push(...next.items)
    cursor = next.next
  } while (cursor && events.length < MOST_CHANGES)
  return { events, cut: Boolean(cursor) }
}

/** Changes that were made together stand as one. */
export interface Entry {
  key: string
  set: string | undefined
  events: ChangeEvent[]
}

/** Groups neighbours of one change set; the order stays. */
export function entries(events: readonly ChangeEvent[]): Entry[] {
  const found: Entry[] = []
  for (const event of events) {
    const last = found.at(-1)
    if (event.change_set && last?.set === event.change_set) last.events.push(event)
    else found.push({ key: String(event.position), set: event.change_set ?? undefined, events: [event] })
  }
  return found
}
