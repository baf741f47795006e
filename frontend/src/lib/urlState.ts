import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery, type Router } from 'vue-router'

/** What was set since the address last changed: several parts set at once go into it together. */
let waiting: Record<string, string | string[] | undefined> = {}

function put(router: Router, own: string, name: string, value: string | string[] | undefined) {
  const isFirst = !Object.keys(waiting).length
  waiting[name] = value
  if (!isFirst) return
  queueMicrotask(() => {
    const changes = waiting
    waiting = {}
    const route = router.currentRoute.value
    if (route.path !== own) return
    const query: LocationQuery = { ...route.query }
    for (const [key, to] of Object.entries(changes)) {
      if (to === undefined) delete query[key]
      else query[key] = to
    }
    void router.replace({ query })
  })
}

/** A part of the page's state that lives in the address, so that Back, reload and a link keep it. */
export function useUrlState<K extends string = string>(name: string, fallback: NoInfer<K>): WritableComputedRef<K> {
  const route = useRoute()
  const router = useRouter()
  const own = route.path
  return computed({
    get: () => {
      const value = route.query[name]
      return (typeof value === 'string' && value ? value : fallback) as K
    },
    set: (value) => put(router, own, name, value && value !== fallback ? value : undefined),
  })
}

/** The same for several values at once: the name comes once for each, and an empty one counts. */
export function useUrlList(name: string): WritableComputedRef<string[]> {
  const route = useRoute()
  const router = useRouter()
  const own = route.path
  return computed({
    get: () => [route.query[name]].flat().filter((one) => typeof one === 'string'),
    set: (values) => put(router, own, name, values.length ? values : undefined),
  })
}
