import { useQuery } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { fold, merge } from './fold'
import { DAY_MS, tileOf } from './tiles'
import { api, ok, type Job } from '@/api/client'
import { keys, livePage, queryClient } from '@/api/queries'
import { usePagedList } from '@/lib/pagedList'
import { RecentJobs } from '@/live/recent'
import { onLive } from '@/live/stream'

export interface JobFilters {
  show: string
  search: string
  task: string
  queue: string
  schedule: string
}

/** Rows kept while somebody looks at the top of the list; beyond, the list is read anew. */
const MOST_ROWS = 1_500
/** Counts are read again this often at most while jobs change. */
const COUNTS_MS = 1_000

const recent = new RecentJobs()

function matches(job: Job, f: JobFilters): boolean {
  const tile = tileOf(f.show)
  const words = f.search.toLowerCase()
  return (
    (!tile || tile.states.includes(job.state)) &&
    (!f.task || job.task === f.task) &&
    (!f.queue || job.queue === f.queue) &&
    (!f.schedule || job.schedule_id === f.schedule) &&
    (!words ||
      job.id === words ||
      `${job.task} ${job.schedule_name ?? ''} ${job.error?.message ?? ''}`.toLowerCase().includes(words))
  )
}

/** The list of jobs, live: rows change where they are, new ones wait until they disturb nobody. */
export function useJobs(filters: Ref<JobFilters>) {
  const list = usePagedList<Job, JobFilters>(
    filters,
    (f, { cursor, limit }, signal) => {
      const tile = tileOf(f.show)
      const query = {
        state: tile?.states,
        finished_after: tile?.ended ? new Date(Date.now() - DAY_MS).toISOString() : undefined,
        search: f.search || undefined,
        task: f.task || undefined,
        queue: f.queue || undefined,
        schedule_id: f.schedule || undefined,
        cursor,
        limit,
      }
      return livePage(api.GET('/api/jobs', { params: { query }, signal }))
    },
    overlaid,
  )
  const waiting = shallowRef<Job[]>([])
  const resting = ref(true)

  /** What was told while the answer was under way is laid over it. */
  function overlaid(items: Job[]): Job[] {
    const unique = [...new Map(items.map((j) => [j.id, recent.newest(j)])).values()]
    if (filters.value.search) return unique
    const newest = unique[0]?.id ?? ''
    return merge(
      unique,
      [...recent.all()].filter((j) => j.id > newest && matches(j, filters.value)),
    )
  }

  onLive((events) => {
    const told: Job[] = []
    for (const { kind, data } of events) {
      if (kind === 'reset') {
        recent.clear()
        void show()
      } else if (kind === 'job') {
        recent.take(data)
        told.push(data)
      }
    }
    if (!told.length) return
    const { items, fresh, changed } = fold(list.items.value, told)
    if (changed) list.items.value = items
    const wanted = merge(fold(waiting.value, fresh).items, fresh).filter((j) => matches(j, filters.value))
    if (wanted.length && resting.value) enter(wanted)
    else waiting.value = wanted
  })

  function enter(fresh: Job[]) {
    waiting.value = []
    if (!list.wasRead.value) return
    if (list.items.value.length > MOST_ROWS) void list.reload()
    else list.items.value = merge(list.items.value, fresh)
  }

  /** Shows what waits; rows that no longer belong here go. */
  async function show() {
    waiting.value = []
    await list.reload()
  }
  watch(resting, (is) => is && waiting.value.length && enter(waiting.value))
  watch(filters, () => (waiting.value = []))

  return { ...list, waiting: computed(() => waiting.value.length), resting, show }
}

/** How many jobs are in each state; follows the stream. */
export function useJobCounts() {
  let due: ReturnType<typeof setTimeout> | undefined
  onLive((events) => {
    if (!events.some((e) => e.kind !== 'log' && e.kind !== 'worker')) return
    due ??= setTimeout(() => {
      due = undefined
      void queryClient.invalidateQueries({ queryKey: keys.jobCounts })
    }, COUNTS_MS)
  })
  return useQuery({ queryKey: keys.jobCounts, queryFn: () => ok(api.GET('/api/jobs/counts')) })
}
