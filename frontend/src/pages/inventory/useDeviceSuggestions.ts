import { onScopeDispose, shallowRef } from 'vue'
import { bare } from './words'
import { api, ok } from '@/api/client'

const WAIT_MS = 180
const MOST = 10

/** Devices that fit what is being typed, by name. */
export function useDeviceSuggestions() {
  const suggestions = shallowRef<{ value: string; about: string }[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''
  function look(text: string) {
    last = text.trim()
    clearTimeout(timer)
    if (!last) return
    const wanted = last
    timer = setTimeout(() => {
      ok(api.GET('/api/inventory/devices', { params: { query: { search: wanted, limit: MOST } } })).then(
        (found) => {
          if (wanted !== last) return
          suggestions.value = found.map((d) => ({
            // Without a name only the number means it.
            value: d.name ?? String(d.number),
            about: [`No. ${d.number}`, d.role, d.location, bare(d.primary_ip4)].filter(Boolean).join(' · '),
          }))
        },
        // Suggestions are a help; what is typed is judged when it is looked at.
        () => (suggestions.value = []),
      )
    }, WAIT_MS)
  }
  onScopeDispose(() => clearTimeout(timer))
  return { suggestions, look }
}
