import { api, ok, type MaintenanceWindow } from '@/api/client'
import { keys, queryClient } from '@/api/queries'
import { ask } from '@/ui/ask'
import { toast, toastFailure } from '@/ui/toast'

/** Asks, ends a window that is open, and says so. */
export async function lift(window: MaintenanceWindow) {
  const held = window.effect === 'run_once_after'
  const reply = await ask({
    title: `Lift ${window.name}?`,
    text: held
      ? 'What it held runs at once: the newest due time of each schedule, unless another window holds it.'
      : 'Schedules are due again from now on. What was skipped stays skipped.',
    action: 'Lift it now',
  })
  if (!reply) return
  try {
    await ok(api.POST('/api/scheduler/maintenance-windows/{id}/lift', { params: { path: { id: window.id } } }))
    toast(`${window.name} is lifted`)
  } catch (e) {
    toastFailure(`${window.name} was not lifted`, e, () => void lift(window))
  }
  await queryClient.invalidateQueries({ queryKey: keys.windows })
}

/** Takes back one that has not been open yet. */
export async function takeBack(window: MaintenanceWindow) {
  if (
    !(await ask({
      title: `Delete ${window.name}?`,
      text: 'It has not been open yet: nothing was held or skipped by it.',
      action: 'Delete',
      danger: true,
    }))
  )
    return
  try {
    await ok(api.DELETE('/api/scheduler/maintenance-windows/{id}', { params: { path: { id: window.id } } }))
    toast(`${window.name} is deleted`)
  } catch (e) {
    toastFailure(`${window.name} was not deleted`, e)
  }
  await queryClient.invalidateQueries({ queryKey: keys.windows })
}
