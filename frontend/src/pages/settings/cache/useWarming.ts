import { ref } from 'vue'
import { api, ok } from '@/api/client'
import { keys, queryClient } from '@/api/queries'
import { count, isOpen } from '@/lib/words'
import { onLive } from '@/live/stream'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

const TASK = 'cache_warm_up'
const again = () => queryClient.invalidateQueries({ queryKey: keys.cache })

/** Fills the cache and empties it; `job` is the warming that was started here. */
export function useWarming() {
  const job = ref<{ id: string; isOpen: boolean }>()

  onLive((events) => {
    for (const { kind, data } of events) {
      if (kind !== 'job' || data.task !== TASK || isOpen(data.state)) continue
      if (job.value?.id === data.id) job.value.isOpen = false
      void again()
    }
  })

  async function warm() {
    try {
      const { id } = await ok(api.POST('/api/jobs', { body: { task: TASK, kwargs: { force: true } } }))
      job.value = { id, isOpen: true }
    } catch (e) {
      toastFailure('The cache is not being warmed', e, () => void warm())
    }
  }

  async function empty() {
    const reply = await ask({
      title: 'Empty the cache?',
      text:
        'Everything that is kept is forgotten, and so are the figures: hits and time saved begin at zero. ' +
        'Whoever asks next waits until it is fetched again. Devices and hosts in the inventory are not touched.',
      action: 'Empty it',
      danger: true,
    })
    if (!reply) return
    try {
      const { removed } = await ok(api.DELETE('/api/cache'))
      toast('The cache is empty', { detail: `${count(removed, 'item')} forgotten.` })
    } catch (e) {
      toastFailure('The cache was not emptied', e, () => void empty())
    }
    await again()
  }

  return { job, warm, empty }
}
