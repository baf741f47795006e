import { ref, watch, type Ref } from 'vue'
import { useUrlState } from './urlState'

/** Typing on is faster than asking the server for every letter. */
const WAIT_MS = 180

/** What stands in the search field, and what is searched for: the address has the latter. */
export function useSearch(): { text: Ref<string>; search: Ref<string> } {
  const search = useUrlState('search', '')
  const text = ref(search.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => (search.value = now.trim()), now ? WAIT_MS : 0)
  })
  watch(search, (now) => now !== text.value.trim() && (text.value = now))
  return { text, search }
}
