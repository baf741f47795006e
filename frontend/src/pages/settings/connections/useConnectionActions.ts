import { ref } from 'vue'
import { KINDS } from './draft'
import { deletionWords } from './words'
import { api, ok, patiently, type Connection, type ConnectionTest } from '@/api/client'
import { keys, queryClient } from '@/api/queries'
import { onLive } from '@/live/stream'
import { isOpen } from '@/lib/words'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

const SYNCS = Object.values(KINDS).map((kind) => kind.sync)
const again = () => queryClient.invalidateQueries({ queryKey: keys.connections })
const at = (connection: Connection) => ({ params: { path: { id: connection.id } } })

/** What one does with connections, and what is under way. */
export function useConnectionActions() {
  const testing = ref(new Set<string>())
  /** What tests brought since the page was opened: they say more than what is stored of them. */
  const tested = ref<Record<string, ConnectionTest & { version: number }>>({})
  /** The job of a sync that was started here, by connection. */
  const syncs = ref<Record<string, { job: string; isOpen: boolean }>>({})

  onLive((events) => {
    const ended = events.flatMap(({ kind, data }) => (kind === 'job' && !isOpen(data.state) ? [data] : []))
    for (const sync of Object.values(syncs.value)) if (ended.some((job) => job.id === sync.job)) sync.isOpen = false
    if (ended.some((job) => SYNCS.includes(job.task))) void queryClient.invalidateQueries({ queryKey: keys.lastSyncs })
  })

  async function test(connection: Connection) {
    const { id, version } = connection
    testing.value.add(id)
    try {
      const brought = await ok(api.POST('/api/connections/{id}/test', { ...at(connection), fetch: patiently }))
      tested.value[id] = { ...brought, version }
      await again()
    } catch (e) {
      toastFailure(`${connection.name} was not tested`, e, () => void test(connection))
    }
    testing.value.delete(id)
  }

  async function makeDefault(connection: Connection) {
    const { title } = KINDS[connection.kind]
    try {
      await ok(
        api.PUT('/api/connections/{id}', {
          params: { path: { id: connection.id }, header: { 'If-Match': `"${connection.version}"` } },
          body: { is_default: true },
        }),
      )
      toast(`${connection.name} is the default`, { detail: `Jobs that name no ${title} use it from now on.` })
    } catch (e) {
      toastFailure(`${connection.name} was not made the default`, e, () => void makeDefault(connection))
    }
    await again()
  }

  async function remove(connection: Connection, all: Connection[]) {
    const text = deletionWords(connection, all)
    if (!(await ask({ title: `Delete ${connection.name}?`, text, action: 'Delete', danger: true }))) return
    try {
      await ok(api.DELETE('/api/connections/{id}', at(connection)))
      toast(`${connection.name} is deleted`)
    } catch (e) {
      toastFailure(`${connection.name} was not deleted`, e)
    }
    await again()
  }

  async function sync(connection: Connection) {
    const { sync: task, reads } = KINDS[connection.kind]
    try {
      const job = await ok(api.POST('/api/jobs', { body: { task, kwargs: { connection: connection.name } } }))
      syncs.value[connection.id] = { job: job.id, isOpen: true }
    } catch (e) {
      toastFailure(`The ${reads} are not being read`, e, () => void sync(connection))
    }
  }

  return { testing, tested, syncs, test, makeDefault, remove, sync }
}
