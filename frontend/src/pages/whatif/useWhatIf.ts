import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Effect, WhatIfBody } from './effect'
import { api, ok } from '@/api/client'
import { Failure } from '@/api/problem'
import type { components } from '@/api/schema'

type Asked = components['schemas']['WhatIfInput']
/** Typing on is faster than asking the server for every letter. */
const WAIT_MS = 500

/** What the server says a change would do, as the change grows; nothing where there is nothing to ask. */
export function useWhatIf(body: Ref<WhatIfBody | undefined>) {
  const effect = shallowRef<Effect>()
  const failure = shallowRef<Failure>()
  const asking = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  let asked: string | undefined
  /** Resolved when what was asked last is answered. */
  let answered: Promise<void> = Promise.resolve()

  async function ask(wanted: WhatIfBody, mine: AbortController) {
    try {
      const found = await ok(api.POST('/api/scheduler/what-if', { body: wanted as Asked, signal: mine.signal }))
      if (mine.signal.aborted) return
      effect.value = found
      failure.value = undefined
    } catch (e) {
      if (mine.signal.aborted) return
      effect.value = undefined
      failure.value = e instanceof Failure ? e : new Failure(0, String(e))
    } finally {
      if (running === mine) asking.value = false
    }
  }
  watch(
    body,
    (wanted) => {
      const text = wanted && JSON.stringify(wanted)
      if (text === asked) return
      asked = text
      clearTimeout(timer)
      running?.abort()
      if (!wanted) {
        asking.value = false
        effect.value = failure.value = undefined
        return
      }
      const mine = (running = new AbortController())
      asking.value = true
      answered = new Promise((resolve) => {
        timer = setTimeout(() => void ask(wanted, mine).then(resolve), effect.value || failure.value ? WAIT_MS : 0)
        mine.signal.addEventListener('abort', () => resolve())
      })
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { effect, failure, asking, settled: () => answered }
}
