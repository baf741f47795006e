import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Page } from '@/api/client'

/** At most so many at once; the server gives no more. */
const PAGE = 200
const MOST_AT_ONCE = 500

/** What a list is read with: the filters of the moment, and where to go on. */
export type Read<T, F> = (
  filters: F,
  page: { cursor: string | undefined; limit: number },
  signal: AbortSignal,
) => Promise<Page<T>>

/**
 * A list read page by page as it is scrolled through. The old rows stay until new
 * ones are there, so that changing a filter does not flash.
 */
export function usePagedList<T, F>(filters: Ref<F>, read: Read<T, F>, over: (items: T[]) => T[] = (items) => items) {
  const items = shallowRef<T[]>([])
  const total = ref(0)
  const next = ref<string>()
  const error = shallowRef<unknown>()
  const isReading = ref(false)
  const wasRead = ref(false)
  let running: AbortController | undefined

  async function run(limit: number, cursor: string | undefined) {
    running?.abort()
    const mine = (running = new AbortController())
    isReading.value = true
    try {
      const found = await read(filters.value, { cursor, limit }, mine.signal)
      if (mine.signal.aborted) return
      items.value = over(cursor ? [...items.value, ...found.items] : found.items)
      total.value = found.total
      next.value = found.next
      error.value = undefined
      wasRead.value = true
    } catch (e) {
      if (!mine.signal.aborted) error.value = e
    } finally {
      if (running === mine) isReading.value = false
    }
  }

  const more = computed(() => next.value !== undefined)
  /** Reads the page after the last one. */
  const readMore = () => void (!isReading.value && next.value && !error.value && run(PAGE, next.value))
  /** Reads anew what is shown, as far as one answer holds. */
  const reload = () => run(Math.min(MOST_AT_ONCE, Math.max(PAGE, items.value.length)), undefined)

  watch(filters, () => void run(PAGE, undefined), { immediate: true })
  onScopeDispose(() => running?.abort())
  return { items, total, more, error, isReading, wasRead, readMore, reload }
}
