import type { Router } from 'vue-router'
import { SOURCES } from './words'
import { api, ok } from '@/api/client'
import { inventoryKeys, type Inventory, type SyncKind } from '@/api/inventory'
import { queryClient } from '@/api/queries'
import { count } from '@/lib/words'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

const TASKS: Record<SyncKind, string> = { device: 'sync_nautobot_devices', host: 'sync_checkmk_hosts' }

/** Runs a sync with its defaults, and leads to where it can be watched. */
export async function startSync(kind: SyncKind, router: Router) {
  try {
    const job = await ok(api.POST('/api/jobs', { body: { task: TASKS[kind], kwargs: {} } }))
    toast(`${SOURCES[kind].source} is being read`, {
      action: { label: 'Watch', act: () => void router.push({ path: '/jobs', query: { job: job.id } }) },
    })
  } catch (e) {
    toastFailure('The sync was not started', e, () => void startSync(kind, router))
  }
}

const changed = () => queryClient.invalidateQueries({ queryKey: inventoryKeys.sets })

/** Says that an inventory's devices are right, after the guard stopped a job. */
export async function accept(set: Pick<Inventory, 'id' | 'name' | 'version'>, devices: number) {
  const sure = await ask({
    title: `Accept the devices of ${set.name}?`,
    text: `It has ${count(devices, 'device')} now. The next job goes on with what it then has and is compared with nothing; the ones after it are compared with that job. Look at the devices first: what is not meant is touched, too.`,
    action: 'They are right',
  })
  if (!sure) return
  try {
    await ok(
      api.POST('/api/inventories/{id}/accept', {
        params: { path: { id: set.id }, header: { 'If-Match': `"${set.version}"` } },
      }),
    )
    toast(`The next job goes on with the devices of ${set.name}`)
  } catch (e) {
    toastFailure('The devices were not accepted', e)
  }
  await changed()
}

/** Deletes an inventory; whether it did. */
export async function remove(set: Pick<Inventory, 'id' | 'name' | 'version'>): Promise<boolean> {
  const sure = await ask({
    title: `Delete ${set.name}?`,
    text: 'The devices stay; only the inventory goes, and that cannot be undone. Jobs that name it fail from then on.',
    action: 'Delete the inventory',
    danger: true,
  })
  if (!sure) return false
  try {
    await ok(
      api.DELETE('/api/inventories/{id}', {
        params: { path: { id: set.id }, header: { 'If-Match': `"${set.version}"` } },
      }),
    )
    toast(`${set.name} is deleted`)
    await changed()
    return true
  } catch (e) {
    toastFailure('The inventory was not deleted', e)
    await changed()
    return false
  }
}
