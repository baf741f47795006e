import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { justAfter, rangeOf, type Span } from './span'
import { useChanges } from './useChanges'
import { whatOf } from './words'
import { minute, now } from '@/lib/clock'
import { useUrlState } from '@/lib/urlState'
import { onLive } from '@/live/stream'

export const timeKeys = { all: ['time'] as const }
/** What others change is read again this often at most. */
const REFRESH_MS = 1_000
/** A handle that moves asks the server this long after it has stopped. */
const WAIT_MS = 160
/** Nothing is older. */
const BEGINNING = '2000-01-01T00:00:00Z'

/** Which instants are looked at, what changed around them, and that what others do shows by itself. */
export function useTime() {
  const span = useUrlState<Span>('span', 'day')
  const at = useUrlState('at', '')
  const from = useUrlState('from', '')
  const to = useUrlState('to', '')
  /** Until when everything was read; what is live moves it on. */
  const read = ref(now.value)
  let due: ReturnType<typeof setTimeout> | undefined
  onLive((events) => {
    if (!events.some(({ kind }) => kind === 'schedule' || kind === 'reset')) return
    due ??= setTimeout(() => {
      due = undefined
      read.value = now.value
    }, REFRESH_MS)
  })
  onScopeDispose(() => clearTimeout(due))

  const instants = computed(() => [at.value, from.value, to.value].filter(Boolean).map((one) => Date.parse(one)))
  /** Where the span began when it was last read: the minutes that go by ask for nothing. */
  const since = computed(() =>
    span.value === 'ever'
      ? BEGINNING
      : new Date(rangeOf(span.value, read.value, undefined, instants.value).from).toISOString(),
  )
  const { events, cut, error, readAll } = useChanges(since, read)
  const ticks = computed(() =>
    (events.value ?? []).map((one) => ({ at: justAfter(one.time), kind: whatOf(one.kind) })).reverse(),
  )
  const range = computed(() => rangeOf(span.value, minute.value, ticks.value[0]?.at, instants.value))
  const stops = computed(() => [...new Set(ticks.value.map((one) => one.at))])
  return { span, at, from, to, read, since, range, ticks, stops, events, cut, error, refetch: readAll }
}
export type Time = ReturnType<typeof useTime>

/** A value that follows another one as soon as that rests. */
export function useRested<T>(value: Ref<T>): Ref<T> {
  const rested = shallowRef(value.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(value, (fresh) => {
    clearTimeout(timer)
    timer = setTimeout(() => (rested.value = fresh), WAIT_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return rested
}
