import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { changesSince, MOST_CHANGES, type ChangeEvent } from './changes'

interface Known {
  /** From when on everything is known; absent: from the beginning. */
  from: string | undefined
  events: ChangeEvent[]
  cut: boolean
}

/** What is newer than what is known, before it. */
export function joined(fresh: readonly ChangeEvent[], known: readonly ChangeEvent[]): ChangeEvent[] {
  const newest = known[0]?.position ?? 0
  return [...fresh.filter((one) => one.position > newest), ...known].slice(0, MOST_CHANGES)
}

/**
 * The changes since an instant. A shorter span is a part of what is known already, and what is new is all that is
 * read when something has changed: `read` moves on then.
 */
export function useChanges(since: Ref<string | undefined>, read: Ref<number>) {
  const known = shallowRef<Known>()
  const error = shallowRef<unknown>()
  let running: AbortController | undefined
  onScopeDispose(() => running?.abort())

  async function run(from: string | undefined, take: (found: Awaited<ReturnType<typeof changesSince>>) => Known) {
    running?.abort()
    const mine = (running = new AbortController())
    try {
      const found = await changesSince(from, mine.signal)
      if (mine.signal.aborted) return
      known.value = take(found)
      error.value = undefined
    } catch (e) {
      if (!mine.signal.aborted) error.value = e
    }
  }
  const readAll = () => run(since.value, ({ events, cut }) => ({ from: since.value, events, cut }))
  const isKnown = () => {
    const from = known.value && (known.value.from ?? '')
    return from !== undefined && (from === '' || (since.value !== undefined && since.value >= from))
  }
  function readNew() {
    const before = known.value
    const newest = before?.events[0]
    if (!before || !newest) return readAll()
    return run(newest.time, ({ events, cut }) =>
      cut ? { from: before.from, events, cut } : { ...before, events: joined(events, before.events) },
    )
  }
  watch(since, () => void (isKnown() || readAll()), { immediate: true })
  watch(read, () => void (isKnown() ? readNew() : readAll()))

  const events = computed(() => {
    const from = since.value === undefined ? -Infinity : Date.parse(since.value)
    return isKnown() ? known.value?.events.filter((one) => Date.parse(one.time) >= from) : undefined
  })
  const cut = computed(() => known.value?.cut ?? false)
  return { events, cut, error, readAll }
}
