import { onMounted, onScopeDispose, onUnmounted, ref, watch } from 'vue'
import type { Router } from 'vue-router'

export const paletteOpen = ref(false)
/** What is looked for: kept here, so that what is typed while the palette still loads is not lost to it. */
export const paletteText = ref('')
watch(paletteOpen, () => (paletteText.value = ''), { flush: 'sync' })
export const helpOpen = ref(false)

/** The list that j and k move in from anywhere on the page. */
let list: ((by: number) => void) | undefined

export function useListKeys(step: (by: number) => void) {
  onMounted(() => (list = step))
  onScopeDispose(() => (list = list === step ? undefined : list))
}

const OPEN_DIALOG = '[role="dialog"][data-state="open"]'

/** Within this time after g, a letter leads somewhere. */
const CHORD_MS = 1_000

export const PLACES: { key: string; to: string; label: string }[] = [
  { key: 's', to: '/', label: 'Schedules' },
  { key: 'c', to: '/calendar', label: 'Calendar' },
  { key: 'h', to: '/time', label: 'Time machine' },
  { key: 'j', to: '/jobs', label: 'Jobs' },
  { key: 'i', to: '/inventory', label: 'Inventory' },
  { key: 't', to: '/topology', label: 'Topology' },
  { key: 'w', to: '/workers', label: 'Workers & queues' },
  { key: ',', to: '/settings', label: 'Settings' },
]

function isTyping(target: EventTarget | null) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

export function useShortcuts(router: Router) {
  let chord = 0
  function pressed(event: KeyboardEvent) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      paletteOpen.value = !paletteOpen.value
      return
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (paletteOpen.value && !document.querySelector(OPEN_DIALOG)) {
      // Asked for, and not drawn yet: these keys are meant for it, wherever the focus still is.
      event.preventDefault()
      if (event.key.length === 1) paletteText.value += event.key
      else if (event.key === 'Backspace') paletteText.value = paletteText.value.slice(0, -1)
      else if (event.key === 'Escape') paletteOpen.value = false
      return
    }
    if (isTyping(event.target)) return
    if (document.querySelector(OPEN_DIALOG)) return
    if (Date.now() - chord < CHORD_MS) {
      chord = 0
      const place = PLACES.find((p) => p.key === event.key)
      if (place) {
        event.preventDefault()
        void router.push(place.to)
      }
      return
    }
    const act: Record<string, () => void> = {
      g: () => (chord = Date.now()),
      '?': () => (helpOpen.value = true),
      '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.select(),
      n: () => void router.push('/schedules/new'),
      j: () => list?.(1),
      k: () => list?.(-1),
    }
    if (event.key in act) {
      event.preventDefault()
      act[event.key]?.()
    }
  }
  onMounted(() => document.addEventListener('keydown', pressed))
  onUnmounted(() => document.removeEventListener('keydown', pressed))
}
