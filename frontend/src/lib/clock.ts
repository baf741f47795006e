import { computed, readonly, ref, type Ref } from 'vue'

/** Differences smaller than this are the network and the header's whole seconds. */
const TOLERATED_MS = 3_000

const ticking = ref(Date.now())
let offset = 0

/** The time in milliseconds, as the server sees it; changes once a second, for everybody at once. */
export const now: Readonly<Ref<number>> = readonly(ticking)

/** Same, once a minute: for texts that say no seconds. */
export const minute = computed(() => Math.floor(ticking.value / 60_000) * 60_000)

function tick() {
  ticking.value = Date.now() + offset
  // Just after the whole second, so that all countdowns turn together.
  setTimeout(tick, 1_000 - (ticking.value % 1_000) + 5)
}

/** Starts the clock; called once. */
export function startClock() {
  tick()
}

/** A wrong clock on this computer must not make every countdown wrong. */
export function observeServerTime(header: string | null) {
  const server = header ? Date.parse(header) : NaN
  if (Number.isNaN(server)) return
  const difference = server + 500 - Date.now()
  offset = Math.abs(difference) > TOLERATED_MS ? difference : 0
}
