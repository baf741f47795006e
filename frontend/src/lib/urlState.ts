import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

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
    set: (value) => {
      if (route.path !== own) return
      const query = { ...route.query }
      if (value && value !== fallback) query[name] = value
      else delete query[name]
      void router.replace({ query })
    },
  })
}
