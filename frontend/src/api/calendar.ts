import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ok } from './client'
import { queryClient } from './queries'
import type { components } from './schema'
import { onLive } from '@/live/stream'

type Schemas = components['schemas']
export type Calendar = Schemas['Calendar']
export type Suggestion = Schemas['CalendarSuggestion']
export type ExpectedRun = Schemas['ExpectedRun']
export type Feed = Schemas['CalendarFeed']

export const calendarKeys = { all: ['calendar'] as const, feeds: ['calendar-feeds'] as const }

/** What a calendar is asked for; the filter is `queue:<name>` or `system:<name>`, empty for everything. */
export interface Asked {
  from: string
  to: string
  bucket: 'minute' | 'hour'
  filter: string
  suggest: boolean
}

/** The filter as the API has it. */
export function filterQuery(filter: string): { queue?: string; system?: string } {
  const [kind, ...name] = filter.split(':')
  if (kind === 'queue') return { queue: name.join(':') }
  return kind === 'system' ? { system: name.join(':') } : {}
}

export const useCalendar = (asked: MaybeRefOrGetter<Asked>) =>
  useQuery({
    queryKey: computed(() => [...calendarKeys.all, toValue(asked)]),
    queryFn: ({ signal }) => {
      const { filter, ...query } = toValue(asked)
      return ok(api.GET('/api/scheduler/calendar', { params: { query: { ...query, ...filterQuery(filter) } }, signal }))
    },
    placeholderData: keepPreviousData,
  })

/** Ten thousand schedules take the server a second: after changes it is asked anew this often at most. */
const REFRESH_MS = 3_000

/** Reads calendars anew when schedules or maintenance windows have changed. */
export function followCalendar() {
  let due: ReturnType<typeof setTimeout> | undefined
  onLive((events) => {
    if (!events.some(({ kind }) => kind === 'schedule' || kind === 'maintenance' || kind === 'reset')) return
    due ??= setTimeout(() => {
      due = undefined
      void queryClient.invalidateQueries({ queryKey: calendarKeys.all })
    }, REFRESH_MS)
  })
  onScopeDispose(() => clearTimeout(due))
}
