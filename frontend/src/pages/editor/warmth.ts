import type { Draft } from './draft'

const WARM_UP = 'cache_warm_up'
/** How long lists are kept where nobody says otherwise, which is longer than anything else is. */
const KEPT_SECONDS = 600
/** Up to a tenth of it is taken off at random, so that not everything ends at once. */
const SURELY = 0.9

const UNITS = [
  { word: 'day', seconds: 86_400 },
  { word: 'hour', seconds: 3_600 },
  { word: 'minute', seconds: 60 },
  { word: 'second', seconds: 1 },
]
/** `10 minutes`, in the largest unit that says it without a rest. */
function lengthWords(seconds: number): string {
  const unit = UNITS.find((one) => seconds >= one.seconds && seconds % one.seconds === 0) ?? UNITS.at(-1)!
  const n = Math.round(seconds / unit.seconds)
  return `${n} ${unit.word}${n === 1 ? '' : 's'}`
}

/** Why a schedule that warms the cache leaves it cold between its runs, where it does. */
export function coldRemark(draft: Pick<Draft, 'task' | 'kwargs'>, next: readonly { at: string }[]): string | undefined {
  if (draft.task !== WARM_UP && !draft.task.endsWith(`.${WARM_UP}`)) return undefined
  const given = draft.kwargs.ttl_seconds
  const kept = typeof given === 'number' && given > 0 ? given : KEPT_SECONDS
  const times = next.map((due) => Date.parse(due.at) / 1_000)
  const gap = Math.max(0, ...times.slice(1).map((at, nth) => at - times[nth]!))
  if (gap <= kept * SURELY) return undefined
  const apart = `Runs are up to ${lengthWords(gap)} apart, and what they fetch is kept for ${lengthWords(kept)} at most`
  return `${apart}: before the next run the cache is cold. Run it more often, or raise ttl_seconds.`
}
