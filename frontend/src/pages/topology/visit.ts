/** When this browser last looked at the topology, before now. */
const KEY = 'topology.visited'

let before: string | null | undefined

/** Asked once for each load of the page: what is written at the end of this visit counts for the next one. */
export function lastVisit(): string | undefined {
  if (before === undefined) {
    try {
      before = localStorage.getItem(KEY)
    } catch {
      before = null
    }
  }
  return before && !Number.isNaN(Date.parse(before)) ? before : undefined
}

export function endVisit(now: number) {
  try {
    localStorage.setItem(KEY, new Date(now).toISOString())
  } catch {
    // Without storage nobody is told what changed since their last visit.
  }
}
