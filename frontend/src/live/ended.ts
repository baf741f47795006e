import { onScopeDispose } from 'vue'
import { onLive } from './stream'

/** Several jobs may end together; what is shown is read again once. */
const SETTLE_MS = 400
const MOST_KNOWN = 200

/** Calls back when jobs of these tasks have ended, with how many did: the stream tells of them. */
export function onEnded(isWanted: (task: string) => boolean, act: (count: number) => void) {
  // A tab that joins is told again what ended just before.
  const known = new Set<string>()
  let count = 0
  let due: ReturnType<typeof setTimeout> | undefined
  onLive((events) => {
    for (const event of events) {
      if (event.kind === 'reset') count += 1
      if (event.kind !== 'job' || !event.data.finished_at || known.has(event.data.id)) continue
      if (!isWanted(event.data.task)) continue
      if (known.size > MOST_KNOWN) known.clear()
      known.add(event.data.id)
      count += 1
    }
    if (!count) return
    due ??= setTimeout(() => {
      const ended = count
      due = undefined
      count = 0
      act(ended)
    }, SETTLE_MS)
  })
  onScopeDispose(() => clearTimeout(due))
}
