import { Moon, PowerOff, Sun } from '@lucide/vue'
import { keep, setEnabled } from './actions'
import { api, ok, type Schedule } from '@/api/client'
import { brief, browserZone, fromLocalField } from '@/lib/time'
import { ask } from '@/ui/ask'
import type { MenuItem } from '@/ui/Menu.vue'
import { toast, toastFailure } from '@/ui/toast'

/** Told the schedule as it is afterwards. */
type Changed = (schedule: Schedule) => void

/** Off until then, and back by itself; without a time, back at once. */
export async function snooze(schedule: Schedule, until: Date | null, changed: Changed = () => undefined) {
  try {
    const body = { snooze_until: until && until.toISOString() }
    const now = keep(await ok(api.PUT('/api/scheduler/tasks/{id}', { params: { path: { id: schedule.id } }, body })))
    toast(
      until
        ? `${schedule.name} sleeps until ${brief(until.getTime(), browserZone, Date.now())}`
        : `${schedule.name} is awake`,
      { action: until ? { label: 'Undo', act: () => void snooze(now, null, changed) } : undefined },
    )
    changed(now)
  } catch (e) {
    toastFailure(`${schedule.name} was not snoozed`, e)
  }
}

async function snoozeUntil(schedule: Schedule, changed: Changed) {
  const reply = await ask({
    title: `Snooze ${schedule.name}`,
    text: 'It is off until then, and back by itself. Due times meanwhile are not made up for.',
    action: 'Snooze',
    fields: [{ key: 'until', label: `Until (${browserZone})`, type: 'datetime-local' }],
  })
  const until = reply && fromLocalField(reply.fields.until ?? '', browserZone)
  if (until) await snooze(schedule, new Date(until), changed)
}

async function disable(schedule: Schedule, changed: Changed) {
  const reply = await ask({
    title: `Disable ${schedule.name}?`,
    text: 'It makes no more jobs until somebody enables it.',
    action: 'Disable',
    note: true,
    options: [{ key: 'jobs', label: 'Also cancel its open jobs' }],
  })
  if (!reply) return
  try {
    changed(await setEnabled(schedule, false, { note: reply.note, cancel_jobs: reply.options.jobs ?? false }))
    toast(`${schedule.name} is disabled`)
  } catch (e) {
    toastFailure(`${schedule.name} was not disabled`, e)
  }
}

const HOUR_MS = 3_600_000
/** An hour, a shift, until tomorrow's work begins. */
const SNOOZES: { label: string; until: () => Date }[] = [
  { label: 'Snooze for 1 hour', until: () => new Date(Date.now() + HOUR_MS) },
  { label: 'Snooze for 8 hours', until: () => new Date(Date.now() + 8 * HOUR_MS) },
  {
    label: 'Snooze until tomorrow 08:00',
    until: () => {
      const tomorrow = new Date()
      tomorrow.setDate(tomorrow.getDate() + 1)
      tomorrow.setHours(8, 0, 0, 0)
      return tomorrow
    },
  },
]

/** What silences a schedule for a while, or for good, with a reason. */
export function quietMenu(schedule: Schedule, changed: Changed = () => undefined): MenuItem[] {
  const blocked =
    schedule.state === 'unreadable'
      ? 'It cannot be read by this version'
      : schedule.enabled
        ? undefined
        : 'It is off already'
  if (schedule.state === 'snoozed')
    return [{ label: 'Wake now', icon: Sun, act: () => void snooze(schedule, null, changed) }]
  return [
    ...SNOOZES.map((one) => ({
      label: one.label,
      icon: Moon,
      blocked,
      act: () => void snooze(schedule, one.until(), changed),
    })),
    { label: 'Snooze until…', icon: Moon, blocked, act: () => void snoozeUntil(schedule, changed) },
    { label: 'Disable with a note…', icon: PowerOff, blocked, act: () => void disable(schedule, changed) },
  ]
}
