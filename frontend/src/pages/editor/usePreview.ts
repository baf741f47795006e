import { ref, shallowRef, watch, type Ref } from 'vue'
import type { Draft } from './draft'
import { api, ok } from '@/api/client'
import { Failure } from '@/api/problem'
import type { components } from '@/api/schema'
import { browserZone } from '@/lib/time'

export type Preview = components['schemas']['Preview']

/** Typing on is faster than asking the server for every letter. */
const WAIT_MS = 200
const SHOWN = 10

/** What the server says a draft will do; the next runs are never computed here. */
export function usePreview(draft: Ref<Draft>, id: string | undefined) {
  const preview = shallowRef<Preview>()
  const wrong = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = ''

  function body(d: Draft) {
    const kind = d.schedule_type
    const cadence =
      kind === 'manual'
        ? {}
        : kind === 'clocked'
          ? d.clocked.at
            ? { clocked: { at: d.clocked.at } }
            : {}
          : { [kind]: d[kind] }
    return {
      schedule_type: kind,
      ...cadence,
      timezone: d.timezone,
      dst_gap: d.dst_gap ?? undefined,
      dst_overlap: d.dst_overlap ?? undefined,
      start_at: d.start_at ?? undefined,
      expires: d.expires ?? undefined,
      task: d.task || undefined,
      viewer_timezone: browserZone,
      count: SHOWN,
      id,
    }
  }
  async function ask(text: string) {
    try {
      const found = await ok(api.POST('/api/scheduler/preview', { body: JSON.parse(text) as ReturnType<typeof body> }))
      if (text !== asked) return
      preview.value = found
      wrong.value = ''
    } catch (e) {
      if (text !== asked) return
      preview.value = undefined
      wrong.value = e instanceof Failure ? e.message : String(e)
    }
  }
  watch(
    draft,
    (d) => {
      const text = JSON.stringify(body(d))
      if (text === asked) return
      asked = text
      clearTimeout(timer)
      timer = setTimeout(() => void ask(text), preview.value || wrong.value ? WAIT_MS : 0)
    },
    { deep: true, immediate: true },
  )
  return { preview, wrong }
}
