import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { SyncKind } from '@/api/inventory'
import { inventoryKeys } from '@/api/inventory'
import { queryClient } from '@/api/queries'
import { usePagedList, type Read } from '@/lib/pagedList'
import { onLive } from '@/live/stream'

const TASKS: Record<string, SyncKind> = { sync_nautobot_devices: 'device', sync_checkmk_hosts: 'host' }
/** Several syncs may end together; what is shown is read again once. */
const SETTLE_MS = 400
const MOST_KNOWN = 200

/** Calls back when syncs have ended, with how many did: the stream tells of their jobs. */
export function onSyncs(kind: SyncKind | undefined, act: (count: number) => void) {
  // A tab that joins is told again what ended just before.
  const known = new Set<string>()
  let count = 0
  let due: ReturnType<typeof setTimeout> | undefined
  onLive((events) => {
    for (const event of events) {
      if (event.kind === 'reset') count += 1
      if (event.kind !== 'job' || !event.data.finished_at || known.has(event.data.id)) continue
      const of = TASKS[event.data.task]
      if (!of || (kind && of !== kind)) continue
      if (known.size > MOST_KNOWN) known.clear()
      known.add(event.data.id)
      count += 1
    }
    if (!count) return
    due ??= setTimeout(() => {
      const ended = count
      due = undefined
      count = 0
      act(ended)
    }, SETTLE_MS)
  })
  onScopeDispose(() => clearTimeout(due))
}

/** Reads again whatever is shown of the inventory when a sync has ended. */
export const followSyncs = (kind?: SyncKind) =>
  onSyncs(kind, () => void queryClient.invalidateQueries({ queryKey: inventoryKeys.all }))

/**
 * A list that follows the syncs: while nobody is in it, it is read again when one ends;
 * otherwise what is new waits.
 */
export function useSyncedList<T, F>(kind: SyncKind | undefined, filters: Ref<F>, read: Read<T, F>) {
  const list = usePagedList(filters, read)
  const waiting = ref(0)
  const resting = ref(true)
  async function show() {
    waiting.value = 0
    await list.reload()
  }
  onSyncs(kind, (ended) => {
    if (resting.value) void show()
    else waiting.value += ended
  })
  watch(resting, (is) => is && waiting.value && void show())
  watch(filters, () => (waiting.value = 0))
  return { ...list, waiting, resting, show }
}
