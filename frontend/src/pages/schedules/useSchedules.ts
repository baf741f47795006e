import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, type Ref } from 'vue'
import { api, ok, type Schedule } from '@/api/client'
import { keys, livePage, queryClient } from '@/api/queries'
import { usePagedList } from '@/lib/pagedList'
import { onLive } from '@/live/stream'

export type Filter = 'all' | 'enabled' | 'disabled' | 'snoozed' | 'failing' | 'overdue' | 'deleted'
export interface Filters {
  search: string
  show: Filter
  task: string
  owner: string
  tag: string
  /** `ui`, or `file:` and a name. */
  manager: string
  sort: string
}

/** Runs change what a row says (next, last, total); rows are read again this often at most. */
const REFRESH_MS = 1_000
/** The list is put in order again this often at most. */
const RESORT_MS = 5_000
/** At most so many rows are read again one by one; beyond, the list is. */
const MOST_SINGLE = 12

const STATES = ['enabled', 'disabled', 'snoozed', 'deleted'] as const

/** The filters as the API has them: of the list, and of what is done to all that match. */
export const asFilter = (f: Filters) => ({
  search: f.search || undefined,
  task: f.task || undefined,
  owner: f.owner || undefined,
  tag: f.tag || undefined,
  managed_by: f.manager || undefined,
  state: STATES.find((state) => state === f.show),
  failing: f.show === 'failing' || undefined,
  overdue: f.show === 'overdue' || undefined,
})
const query = (f: Filters) => ({ ...asFilter(f), sort: f.sort as 'name' })

/** The list of schedules, live. */
export function useSchedules(filters: Ref<Filters>) {
  const list = usePagedList<Schedule, Filters>(filters, (f, { cursor, limit }, signal) =>
    livePage(api.GET('/api/scheduler/tasks', { params: { query: { ...query(f), cursor, limit } }, signal })),
  )
  /** What others changed and is not shown yet, because rows would move. */
  const unseen = ref(0)
  const resting = ref(true)
  const dirty = new Set<string>()

  function put(fresh: Schedule) {
    const at = list.items.value.findIndex((s) => s.id === fresh.id)
    if (at < 0) return false
    if (fresh.version < (list.items.value[at]?.version ?? 0)) return true
    list.items.value = list.items.value.with(at, fresh)
    return true
  }

  onLive((events) => {
    let isNew = 0
    for (const { kind, data } of events) {
      if (kind === 'reset') void show()
      else if (kind === 'schedule') {
        queryClient.setQueryData(keys.schedule(data.id), (known: Schedule | undefined) =>
          known && known.version > data.version ? known : data,
        )
        const belongs = (data.state === 'deleted') === (filters.value.show === 'deleted')
        if (!belongs) list.items.value = list.items.value.filter((s) => s.id !== data.id)
        else if (!put(data)) isNew += 1
        void queryClient.invalidateQueries({ queryKey: keys.scheduleCounts })
      } else if (kind === 'job' && data.schedule_id) {
        dirty.add(data.schedule_id)
        if (data.finished_at) ended = true
      }
    }
    if (isNew && resting.value) void show()
    else unseen.value += isNew
  })

  /** Reads the list anew, with what was held back. */
  async function show() {
    unseen.value = 0
    await list.reload()
  }

  async function refresh() {
    const shown = new Set([...document.querySelectorAll<HTMLElement>('[data-key]')].map((row) => row.dataset.key))
    const wanted = [...dirty].filter((id) => shown.has(id)).slice(0, MOST_SINGLE)
    for (const id of wanted) dirty.delete(id)
    // The rest is read when it is scrolled to.
    const found = await Promise.all(
      wanted.map((id) => ok(api.GET('/api/scheduler/tasks/{id}', { params: { path: { id } } })).catch(() => undefined)),
    )
    for (const schedule of found) if (schedule) put(schedule)
  }
  /** Due times move on; nobody is disturbed by the rows following them while nobody is in the list. */
  let sorted = Date.now()
  function follow() {
    if (!resting.value || filters.value.sort !== 'next_run_at' || Date.now() - sorted < RESORT_MS) return
    const times = list.items.value.flatMap((s) => (s.next_run_at ? [Date.parse(s.next_run_at)] : []))
    if (times.every((at, n) => n === 0 || at >= times[n - 1]!)) return
    sorted = Date.now()
    void list.reload()
  }
  /** Whether a job ended since the counts were read: it may have made a schedule fail, or recover. */
  let ended = false
  const timer = setInterval(() => {
    if (ended && !document.hidden) {
      ended = false
      void queryClient.invalidateQueries({ queryKey: keys.scheduleCounts })
    }
    const now = Date.now()
    // A due time that has passed has a successor.
    for (const s of list.items.value) if (s.next_run_at && Date.parse(s.next_run_at) < now) dirty.add(s.id)
    if (document.hidden) return
    if (dirty.size) void refresh()
    else follow()
  }, REFRESH_MS)
  onScopeDispose(() => clearInterval(timer))

  return { ...list, put, unseen, resting, show }
}

/** How many schedules each filter would show. */
export const useScheduleCounts = () =>
  useQuery({ queryKey: keys.scheduleCounts, queryFn: () => ok(api.GET('/api/scheduler/tasks/counts')) })

/** The chosen rows, and the range from the last one chosen. */
export function useSelection(items: Ref<readonly Schedule[]>) {
  const selected = ref<ReadonlySet<string>>(new Set())
  let last: string | undefined

  function select(item: Schedule, range: boolean) {
    const next = new Set(selected.value)
    const from = items.value.findIndex((s) => s.id === last)
    const to = items.value.findIndex((s) => s.id === item.id)
    if (range && from >= 0) {
      for (const s of items.value.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(s.id)
    } else if (!next.delete(item.id)) next.add(item.id)
    last = item.id
    selected.value = next
  }
  const chosen = computed(() => items.value.filter((s) => selected.value.has(s.id)))
  const all = computed(() => items.value.length > 0 && items.value.every((s) => selected.value.has(s.id)))
  const selectAll = () => (selected.value = all.value ? new Set() : new Set(items.value.map((s) => s.id)))
  const clear = () => (selected.value = new Set())
  return { selected, chosen, all, select, selectAll, clear }
}
