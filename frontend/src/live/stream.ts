import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { carrier, type Carrier } from './carrier'
import type { Link, LiveEvent } from './protocol'

/** Without a list that brings a cursor, the stream starts by itself after this long. */
const NO_LIST_MS = 1_500
const STAY_MS = 45_000

type Ear = (events: LiveEvent[]) => void

const ears = new Set<Ear>()
const openLogs = new Map<symbol, string>()
const shown = shallowRef<Link>({ state: 'joining', since: Date.now() })
let carry: Carrier | undefined
let joined = false

/** How the stream is. */
export const link: Readonly<Ref<Link>> = readonly(shown)
/** Told once the server says that the login no longer counts. */
export const whenEnded: { tell: () => void } = { tell: () => undefined }

/** Connects this tab; called at login and at the start. */
export function startLive() {
  carry ??= carrier((what) => {
    if (what.say === 'link') {
      if (what.link.state === 'ended' && joined) {
        joined = false
        whenEnded.tell()
      }
      shown.value = what.link
    } else if (what.say === 'events') {
      for (const ear of ears) ear(what.events)
    }
  })
  if (!joined) setTimeout(() => joinAfter(undefined), NO_LIST_MS)
}

/** Starts the stream after the cursor of the first list, so that nothing falls between. */
export function joinAfter(cursor: string | undefined) {
  if (joined || !carry) return
  joined = true
  carry({ do: 'join', after: cursor })
  tellLogs()
}

/** Nobody is logged in any more. */
export function leaveLive() {
  joined = false
  carry?.({ do: 'leave' })
}

function tellLogs() {
  if (joined) carry?.({ do: 'logs', jobs: [...openLogs.values()] })
}

setInterval(() => joined && carry?.({ do: 'stay' }), STAY_MS)
addEventListener('pagehide', () => joined && carry?.({ do: 'leave' }))
addEventListener('pageshow', (event) => {
  if ((event as PageTransitionEvent).persisted && joined) {
    joined = false
    joinAfter(undefined)
  }
})

/** Hears what the stream tells, ten times a second at most, while the caller's scope lasts. */
export function onLive(ear: Ear) {
  ears.add(ear)
  onScopeDispose(() => ears.delete(ear))
}

/** Has the log lines of a job come along while the caller's scope lasts. */
export function followLog(job: Ref<string | undefined>) {
  const key = Symbol('log')
  watch(
    job,
    (id) => {
      if (id) openLogs.set(key, id)
      else openLogs.delete(key)
      tellLogs()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    openLogs.delete(key)
    tellLogs()
  })
}

/** Whether the stream is up, for texts. */
export const isStale = ref(false)
watch(shown, (now) => (isStale.value = now.state === 'lost'), { flush: 'sync' })
