import { computed, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { BLANK, changed, clone, fromSchedule, merge, toInput, type Draft, type Merge } from './draft'
import { api, ok, type Schedule } from '@/api/client'
import { Failure } from '@/api/problem'
import { keys, queryClient } from '@/api/queries'
import { browserZone } from '@/lib/time'
import { uuid } from '@/lib/uuid'
import type { Edit } from '@/pages/whatif/effect'
import { toast } from '@/ui/toast'

/** What decides when it runs, and where. */
const OF_RUNS: ReadonlySet<string> = new Set([
  'schedule_type',
  'interval',
  'crontab',
  'clocked',
  'solar',
  'timezone',
  'start_at',
  'expires',
  'one_off',
  'max_runs',
  'snooze_until',
  'jitter_seconds',
  'dst_gap',
  'dst_overlap',
  'enabled',
  'queue',
])

/** What a first schedule looks like: visible within seconds. */
const HELLO: Partial<Draft> = {
  name: 'Say hello',
  task: 'test_job',
  kwargs: { message: 'hello', duration: 3, steps: 6 },
  interval: { every: 10, period: 'seconds' },
}

/** One schedule being made or changed: what it was, what it is to be, and how saving went. */
export function useEditor() {
  const route = useRoute()
  const router = useRouter()
  const id = route.name === 'edit' ? String(route.params.id) : undefined
  const copied = typeof route.query.from === 'string' ? route.query.from : undefined

  // Made here, so that sending it twice makes one schedule.
  const fresh = uuid()
  const base = shallowRef<Draft>()
  const version = ref(0)
  /** Whose it is. */
  const owner = ref<string | null>(null)
  /** Who says what it is: `ui`, or a file. */
  const managedBy = ref<string | null>(null)
  const draft = ref<Draft>({ ...clone(BLANK), timezone: browserZone })
  const start = shallowRef<Draft>(clone(draft.value))
  const note = ref('')
  const loading = ref(true)
  const trouble = shallowRef<unknown>()
  const failure = shallowRef<Failure>()
  const saving = ref(false)
  const overtaken = shallowRef<{ merge: Merge; theirs: Draft; version: number; who: string }>()

  const read = (of: string) => ok(api.GET('/api/scheduler/tasks/{id}', { params: { path: { id: of } } }))

  async function load() {
    loading.value = true
    trouble.value = undefined
    try {
      if (id) take(await read(id))
      else if (copied) {
        const from = fromSchedule(await read(copied))
        draft.value = { ...from, name: `${from.name} (copy)`, enabled: false }
      } else if (route.query.preset === 'hello') draft.value = { ...draft.value, ...clone(HELLO) }
      if (!id) start.value = clone({ ...draft.value })
    } catch (e) {
      trouble.value = e
    } finally {
      loading.value = false
    }
  }
  function take(schedule: Schedule) {
    base.value = fromSchedule(schedule)
    start.value = base.value
    draft.value = fromSchedule(schedule)
    version.value = schedule.version
    owner.value = schedule.owner_username
    managedBy.value = schedule.managed_by
  }

  const changes = computed(() => changed(start.value, draft.value))

  /** The change as an edit, for what-if; none where nothing about its runs changes. */
  const edit = computed<Edit | undefined>(() => {
    if (id ? !changes.value.some((field) => OF_RUNS.has(field)) : !draft.value.name || !draft.value.task)
      return undefined
    const changed = toInput(draft.value, base.value) as Record<string, unknown>
    return id ? { op: 'update', id, changes: changed } : { op: 'create', id: fresh, changes: changed }
  })

  async function save() {
    saving.value = true
    failure.value = undefined
    const body = { ...toInput(draft.value, base.value), note: note.value.trim() || undefined }
    try {
      const saved = id
        ? await ok(
            api.PUT('/api/scheduler/tasks/{id}', {
              params: { path: { id }, header: { 'If-Match': `"${version.value}"` } },
              body,
            }),
          )
        : await ok(api.POST('/api/scheduler/tasks', { body: { ...body, id: fresh } }))
      queryClient.setQueryData(keys.schedule(saved.id), saved)
      void queryClient.invalidateQueries({ queryKey: keys.history(saved.id) })
      void queryClient.invalidateQueries({ queryKey: keys.scheduleCounts })
      start.value = clone({ ...draft.value })
      toast(id ? `${saved.name} is saved` : `${saved.name} is made`)
      await router.push(`/schedules/${saved.id}`)
    } catch (e) {
      failure.value = e instanceof Failure ? e : new Failure(0, String(e))
      if (failure.value.status === 412) await meet(failure.value)
    } finally {
      saving.value = false
    }
  }

  /** Somebody else was faster: put both versions side by side. */
  async function meet(why: Failure) {
    const current = (why.problem?.current as Schedule | undefined) ?? (id ? await read(id) : undefined)
    if (!current || !base.value || !id) return
    failure.value = undefined
    const theirs = fromSchedule(current)
    const events = await ok(
      api.GET('/api/scheduler/tasks/{id}/history', { params: { path: { id }, query: { limit: 1 } } }),
    ).catch(() => [])
    overtaken.value = {
      merge: merge(base.value, { ...draft.value }, theirs),
      theirs,
      version: current.version,
      who: events[0]?.actor ?? 'Somebody',
    }
  }
  /** Goes on from the newest version with what was merged. */
  function resolve(merged: Draft) {
    if (!overtaken.value) return
    base.value = start.value = overtaken.value.theirs
    version.value = overtaken.value.version
    draft.value = merged
    overtaken.value = undefined
  }

  /** Chosen for the person, so nothing that would be lost. */
  function suggestTask(task: { name: string } | undefined) {
    if (!task) return
    draft.value = { ...draft.value, task: task.name }
    start.value = { ...start.value, task: task.name }
  }

  void load()
  return {
    id,
    draft,
    note,
    loading,
    trouble,
    failure,
    saving,
    changes,
    edit,
    overtaken,
    owner,
    managedBy,
    load,
    save,
    resolve,
    suggestTask,
    newId: fresh,
  }
}
