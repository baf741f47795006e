import { QueryClient, useQuery, type VueQueryPluginOptions } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ok, page } from './client'
import { Failure } from './problem'
import { joinAfter } from '@/live/stream'

const RETRIES = 2

/** Live events keep answers fresh; nothing is asked again for having grown old. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      retry: (times, e) => e instanceof Failure && e.passes && times < RETRIES,
    },
  },
})
export const queryOptions: VueQueryPluginOptions = { queryClient }

/** Reads a page of a list and lets the stream start where it was. */
export async function livePage<T>(answer: Parameters<typeof page<T>>[0]) {
  const found = await page(answer)
  joinAfter(found.streamCursor)
  return found
}

export const keys = {
  tasks: ['tasks'] as const,
  schedule: (id: string) => ['schedule', id] as const,
  history: (id: string) => ['history', id] as const,
  scheduleCounts: ['schedule-counts'] as const,
  jobCounts: ['job-counts'] as const,
  job: (id: string) => ['job', id] as const,
  workers: ['workers'] as const,
  queues: ['queues'] as const,
  beat: ['beat'] as const,
  outages: ['outages'] as const,
  windows: ['windows'] as const,
  users: ['users'] as const,
  tokens: ['tokens'] as const,
  connections: ['connections'] as const,
  credentials: ['credentials'] as const,
  cache: ['cache'] as const,
  lastSyncs: ['last-sync'] as const,
  lastSync: (connection: string) => ['last-sync', connection] as const,
}

export const useTasks = () =>
  useQuery({ queryKey: keys.tasks, queryFn: () => ok(api.GET('/api/scheduler/available-tasks')), staleTime: Infinity })

export const useSchedule = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: computed(() => keys.schedule(toValue(id))),
    queryFn: () => ok(api.GET('/api/scheduler/tasks/{id}', { params: { path: { id: toValue(id) } } })),
    enabled: () => toValue(enabled),
  })

export const useWorkers = () => useQuery({ queryKey: keys.workers, queryFn: () => livePage(api.GET('/api/workers')) })
export const useQueues = () => useQuery({ queryKey: keys.queues, queryFn: () => ok(api.GET('/api/queues')) })
export const useBeat = () => useQuery({ queryKey: keys.beat, queryFn: () => ok(api.GET('/api/beat')) })

/** Maintenance windows: the open ones first, then those to come. */
export const useWindows = () =>
  useQuery({
    queryKey: keys.windows,
    queryFn: () => ok(api.GET('/api/scheduler/maintenance-windows', { params: { query: { limit: 200 } } })),
  })

/** Nautobots and CheckMKs, with what the last test of each brought. */
export const useConnections = (enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: keys.connections,
    queryFn: () => ok(api.GET('/api/connections')),
    enabled: () => toValue(enabled),
  })
