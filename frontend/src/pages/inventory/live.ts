import { ref, watch, type Ref } from 'vue'
import type { SyncKind } from '@/api/inventory'
import { inventoryKeys } from '@/api/inventory'
import { queryClient } from '@/api/queries'
import { usePagedList, type Read } from '@/lib/pagedList'
import { onEnded } from '@/live/ended'

const TASKS: Record<string, SyncKind> = { sync_nautobot_devices: 'device', sync_checkmk_hosts: 'host' }

/** Calls back when syncs have ended, with how many did. */
export const onSyncs = (kind: SyncKind | undefined, act: (count: number) => void) =>
  onEnded((task) => task in TASKS && (!kind || TASKS[task] === kind), act)

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
