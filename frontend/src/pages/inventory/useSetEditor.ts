import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { blank, ready, wrongConditions } from './conditions'
import { api, ok } from '@/api/client'
import {
  inventoryKeys,
  type Condition,
  type Inventory,
  type InventoryDetail,
  type InventoryPreview,
} from '@/api/inventory'
import { Failure } from '@/api/problem'
import { queryClient } from '@/api/queries'
import { toast } from '@/ui/toast'

/** An inventory as it is edited. */
export interface SetDraft {
  name: string
  description: string
  conditions: Condition[]
  devices: string[]
  max_change_percent: number
}
/** Typing on is faster than asking the server for every letter. */
const WAIT_MS = 300

export const draftOf = (set: Inventory): SetDraft => ({
  name: set.name,
  description: set.description ?? '',
  conditions: set.conditions.map((one) => ({ ...one, values: [...one.values] })),
  devices: [...set.devices],
  max_change_percent: set.max_change_percent,
})
const inputOf = (d: SetDraft) => ({
  name: d.name.trim(),
  description: d.description.trim() || null,
  conditions: d.conditions,
  devices: d.devices,
  max_change_percent: d.max_change_percent,
})

/** One inventory being made or changed: what it would come to, and how saving went. */
export function useSetEditor() {
  const route = useRoute()
  const router = useRouter()
  const id = route.name === 'edit-set' ? Number(route.params.id) : undefined
  const draft = ref<SetDraft>({ name: '', description: '', conditions: [blank()], devices: [], max_change_percent: 50 })
  const base = shallowRef(JSON.stringify(draft.value))
  const version = ref(0)
  const loading = ref(id !== undefined)
  const trouble = shallowRef<unknown>()
  const failure = shallowRef<Failure>()
  const saving = ref(false)
  /** What somebody else made of it meanwhile. */
  const theirs = shallowRef<Inventory>()
  /** The names of the devices that it names by id. */
  const names = ref<Record<string, string>>({})

  function take(set: Inventory) {
    draft.value = draftOf(set)
    base.value = JSON.stringify(draft.value)
    version.value = set.version
  }
  async function load() {
    if (id === undefined) return
    trouble.value = undefined
    try {
      const set: InventoryDetail = await ok(api.GET('/api/inventories/{id}', { params: { path: { id } } }))
      names.value = Object.fromEntries(set.explicit.map((d) => [d.id, d.name ?? `No. ${d.number}`]))
      take(set)
    } catch (e) {
      trouble.value = e
    } finally {
      loading.value = false
    }
  }
  const isChanged = computed(() => JSON.stringify(draft.value) !== base.value)

  const preview = shallowRef<InventoryPreview>()
  const early = shallowRef<Failure>()
  const asking = ref(false)
  /** Which condition each of those that were last asked about is. */
  const asked = shallowRef<number[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''
  async function ask(text: string, at: number[]) {
    asking.value = true
    try {
      const found = await ok(api.POST('/api/inventories/preview', { body: JSON.parse(text) as object }))
      if (text !== last) return
      preview.value = found
      early.value = undefined
    } catch (e) {
      if (text !== last) return
      preview.value = undefined
      early.value = e instanceof Failure ? e : new Failure(0, String(e))
    } finally {
      if (text === last) {
        asking.value = false
        asked.value = at
      }
    }
  }
  watch(
    [draft, loading],
    () => {
      if (loading.value) return
      const sent = ready(draft.value.conditions)
      const percent = draft.value.max_change_percent
      const text = JSON.stringify({
        id,
        conditions: sent.conditions,
        devices: draft.value.devices,
        max_change_percent: Number.isInteger(percent) ? percent : undefined,
      })
      if (text === last) return
      last = text
      clearTimeout(timer)
      timer = setTimeout(() => void ask(text, sent.at), preview.value ? WAIT_MS : 0)
    },
    { deep: true, immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  // What was refused is looked at until something is changed; then the preview speaks again.
  watch(draft, () => (failure.value = undefined), { deep: true })

  const errors = computed(() => (failure.value ?? early.value)?.fields ?? {})
  const wrong = computed(() =>
    wrongConditions(errors.value, failure.value ? draft.value.conditions.map((_, at) => at) : asked.value),
  )
  const wrongDevices = computed(() =>
    Object.fromEntries(
      Object.entries(errors.value).flatMap(([pointer, detail]) => {
        const nth = /^\/devices\/(\d+)$/.exec(pointer)?.[1]
        return nth === undefined ? [] : [[Number(nth), detail]]
      }),
    ),
  )

  async function save() {
    saving.value = true
    failure.value = undefined
    const body = inputOf(draft.value)
    try {
      const saved =
        id === undefined
          ? await ok(api.POST('/api/inventories', { body }))
          : await ok(
              api.PUT('/api/inventories/{id}', {
                params: { path: { id }, header: { 'If-Match': `"${version.value}"` } },
                body,
              }),
            )
      base.value = JSON.stringify(draft.value)
      await queryClient.invalidateQueries({ queryKey: inventoryKeys.sets })
      toast(id === undefined ? `${saved.name} is made` : `${saved.name} is saved`)
      await router.push(`/inventories/${saved.id}`)
    } catch (e) {
      const why = e instanceof Failure ? e : new Failure(0, String(e))
      if (why.status === 412 && id !== undefined) {
        theirs.value = await ok(api.GET('/api/inventories/{id}', { params: { path: { id } } })).catch(() => undefined)
      }
      if (why.word === 'name-taken') why.fields['/name'] = why.message
      if (!theirs.value) failure.value = why
    } finally {
      saving.value = false
    }
  }
  /** Goes on from what the other made: with theirs, or with what is here over it. */
  function resolve(keep: 'mine' | 'theirs') {
    const other = theirs.value
    if (!other) return
    if (keep === 'theirs') take(other)
    else {
      version.value = other.version
      void save()
    }
    theirs.value = undefined
  }

  void load()
  return {
    id,
    draft,
    names,
    loading,
    trouble,
    failure,
    saving,
    theirs,
    isChanged,
    preview,
    early,
    asking,
    errors,
    wrong,
    wrongDevices,
    load,
    save,
    resolve,
  }
}
