import type { MaintenanceWindow } from '@/api/client'
import { duration } from '@/lib/time'
import { count, type Look } from '@/lib/words'

// A new state in the API does not compile until it has a word here.
const STATES: Record<MaintenanceWindow['state'], Look> = {
  active: { word: 'Open', tone: 'warn', icon: 'pause' },
  upcoming: { word: 'To come', tone: 'wait', icon: 'clock' },
  ended: { word: 'Over', tone: 'idle', icon: 'flag' },
}
export const windowLook = (window: MaintenanceWindow) => STATES[window.state]

export const EFFECTS: Record<MaintenanceWindow['effect'], string> = {
  run_once_after: 'Held: each schedule runs once when it is over',
  skip: 'Skipped: what is due in it does not run',
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function scopeWords({ scope }: Pick<MaintenanceWindow, 'scope'>): string {
  if (scope.all) return 'Every schedule'
  const parts = [
    scope.tasks.length && `${scope.tasks.length === 1 ? 'task' : 'tasks'} ${scope.tasks.join(', ')}`,
    scope.tags.length && `${scope.tags.length === 1 ? 'tag' : 'tags'} ${scope.tags.join(', ')}`,
    scope.queues.length && `${scope.queues.length === 1 ? 'queue' : 'queues'} ${scope.queues.join(', ')}`,
    scope.schedules.length && count(scope.schedules.length, 'schedule'),
  ].filter(Boolean)
  const text = parts.join('; ')
  return capital(text)
}

export function openingWords(window: MaintenanceWindow): string | undefined {
  if (window.weekly)
    return `Weekly, ${window.weekly.days.map(capital).join(', ')} at ${window.weekly.start}, for ${duration(window.weekly.duration_seconds * 1_000)}`
  if (window.crontab) return `By crontab, for ${duration(window.crontab.duration_seconds * 1_000)} each`
  return undefined
}
