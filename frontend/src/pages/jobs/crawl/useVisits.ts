import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { laidOver, NOTHING_KNOWN, rowsOfVisits } from './crawl'
import { api, ok } from '@/api/client'
import { onLive } from '@/live/stream'

/** The stream tells of progress four times a second; that often nobody reads a table. */
const EVERY_MS = 1_000

/** The devices that a job has met, followed while it runs: asked for again when the stream tells of it, never by itself. */
export function useVisits(job: Ref<string>) {
  const known = shallowRef(NOTHING_KNOWN)
  const error = shallowRef<unknown>()
  const wasRead = ref(false)
  let reading = false
  let again = false
  let last = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function read() {
    reading = true
    last = Date.now()
    const id = job.value
    try {
      let more = true
      while (more && id === job.value && !stopped) {
        const found = await ok(
          api.GET('/api/jobs/{id}/visits', { params: { path: { id }, query: { after: known.value.after } } }),
        )
        if (id !== job.value) return
        known.value = laidOver(known.value, found)
        more = found.more || known.value.after === undefined
      }
      error.value = undefined
      wasRead.value = true
    } catch (e) {
      error.value = e
    } finally {
      reading = false
      if (again) soon()
    }
  }
  /** Reads now, or once a second is over since it last did. */
  function soon() {
    if (reading) {
      again = true
      return
    }
    again = false
    const wait = last + EVERY_MS - Date.now()
    clearTimeout(timer)
    if (wait <= 0) void read()
    else timer = setTimeout(() => void read(), wait)
  }

  onLive((events) => {
    if (events.some((e) => e.kind === 'reset' || (e.kind === 'job' && e.data.id === job.value))) soon()
  })
  watch(
    job,
    () => {
      known.value = NOTHING_KNOWN
      wasRead.value = false
      last = 0
      soon()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stopped = true
    clearTimeout(timer)
  })
  return { rows: computed(() => rowsOfVisits(known.value.visits)), error, wasRead, again: soon }
}
