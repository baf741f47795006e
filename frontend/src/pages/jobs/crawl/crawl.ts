import type { components } from '@/api/schema'
import type { Look } from '@/lib/words'

export type Visit = components['schemas']['DeviceVisit']
export type Visits = components['schemas']['DeviceVisits']

/** What `discover_topology` answers; a failed job has what was found until then. */
export interface Crawl {
  status: 'complete' | 'partial'
  dry_run: boolean
  depth_reached: number
  visited: number
  succeeded: number
  failed: number
  skipped: number
  unknown_neighbors: number
  links_total: number
  links_new: number
  links_lost: number
  links_changed: number
  links_returned: number
  links_doubted: number
  by_depth: number[]
  stop_reasons: Record<string, number>
  devices: CrawlDevice[]
  links: Record<'new' | 'lost' | 'changed' | 'returned', string[]>
  duration_ms: number
}

export interface CrawlDevice {
  name: string
  device_id: string | null
  number: number | null
  address: string | null
  platform: string | null
  depth: number
  path: string[]
  via_interface: string | null
  status: 'ok' | 'partial' | 'failed' | 'stopped' | 'planned'
  error_class: string | null
  error: string | null
  stop_reason: string | null
  steps: CrawlStep[]
  neighbors: number
  ms: number
}

export interface CrawlStep {
  step: string
  status: 'ok' | 'partial' | 'failed' | 'none'
  items: number
  error_class: string | null
  error: string | null
  ms: number
}

export type VisitState = CrawlDevice['status'] | 'waiting' | 'connecting' | 'asking'

/** A device of a crawl, under way or done: a row of the matrix and a place on the map. */
export interface Row {
  key: string
  name: string
  number: number | null
  address: string | null
  depth: number
  /** The row of the device that it was heard on; nothing for a seed. */
  parent: string | undefined
  /** What stands between a seed and it, by name. */
  path: string[]
  via: string | null
  state: VisitState
  /** What is being done with it, or what it waits for. */
  doing: string
  error_class: string | null
  error: string | null
  stop_reason: string | null
  steps: Map<string, CrawlStep>
  /** The step that it is asked now. */
  asked: string | undefined
}

/** The devices of a result as rows. Names may come twice; a parent is the last one of that name before it. */
export function rowsOf(devices: readonly CrawlDevice[]): Row[] {
  const byName = new Map<string, { key: string; depth: number }>()
  return devices.map((device, nth) => {
    const key = String(nth)
    const above = device.path.at(-1) === device.name ? device.path.at(-2) : device.path.at(-1)
    const parent = device.depth > 0 && above !== undefined ? byName.get(above) : undefined
    if (!byName.has(device.name)) byName.set(device.name, { key, depth: device.depth })
    return {
      key,
      name: device.name,
      number: device.number,
      address: device.address,
      depth: device.depth,
      parent: parent && parent.depth < device.depth ? parent.key : undefined,
      path: device.path,
      via: device.via_interface,
      state: device.status,
      doing: '',
      error_class: device.error_class,
      error: device.error,
      stop_reason: device.stop_reason,
      steps: new Map(device.steps.map((step) => [step.step, step])),
      asked: undefined,
    }
  })
}

/** What is known of a job's visits, and after what the next answer is to begin. */
export interface Known {
  attempt: number | null
  after: number | undefined
  visits: ReadonlyMap<number, Visit>
}
export const NOTHING_KNOWN: Known = { attempt: null, after: undefined, visits: new Map() }

/**
 * What is known with an answer laid over it. Another attempt begins with nobody: an answer to what came after the old
 * one is not all of it, so that everything is asked for again.
 */
export function laidOver(known: Known, answer: Visits): Known {
  const isOther = known.attempt !== null && answer.attempt !== known.attempt
  if (isOther && known.after !== undefined) return { ...NOTHING_KNOWN, attempt: answer.attempt }
  const visits = answer.items.length
    ? new Map([...(isOther ? [] : known.visits), ...answer.items.map((one) => [one.nth, one] as const)])
    : known.visits
  return { attempt: answer.attempt, after: answer.revision, visits }
}

/** The devices that a job has met so far as rows, in the order in which it met them. */
export function rowsOfVisits(visits: ReadonlyMap<number, Visit>): Row[] {
  const wayTo = (visit: Visit): string[] => {
    const names = [visit.name]
    for (let at = visit.parent; at !== null;) {
      const above = visits.get(at)
      // A device is heard by one that was met before it; anything else would go round for ever.
      if (!above || (above.parent !== null && above.parent >= at)) break
      names.unshift(above.name)
      at = above.parent
    }
    return names
  }
  return [...visits.values()]
    .sort((a, b) => a.nth - b.nth)
    .map((visit) => {
      const isOver = ['ok', 'partial', 'failed', 'stopped'].includes(visit.state)
      return {
        key: String(visit.nth),
        name: visit.name,
        number: visit.number,
        address: visit.address,
        depth: visit.depth,
        parent: visit.parent === null ? undefined : String(visit.parent),
        path: wayTo(visit),
        via: visit.via_interface,
        state: visit.state,
        doing: visit.state === 'waiting' ? (visit.note ?? '') : '',
        error_class: visit.state === 'stopped' ? null : visit.error_class,
        error: isOver ? visit.note : null,
        stop_reason: visit.state === 'stopped' ? visit.error_class : null,
        steps: new Map(visit.steps.map((step) => [step.step, { ...step, status: step.status as CrawlStep['status'] }])),
        asked: visit.state === 'asking' ? (visit.note ?? undefined) : undefined,
      }
    })
}

/** Devices that a job can be run for once more: of the inventory, and not wholly asked. */
export const unfinished = (rows: readonly Row[]) =>
  rows.filter((row) => row.number !== null && !['ok', 'stopped', 'planned'].includes(row.state))

const STEPS: Record<string, string> = {
  identity: 'Identity',
  lldp_neighbors: 'LLDP',
  cdp_neighbors: 'CDP',
  interfaces: 'Interfaces',
  arp: 'ARP',
  mac_table: 'MAC table',
  static_routes: 'Static routes',
  ospf_routes: 'OSPF routes',
  bgp_routes: 'BGP routes',
}
/** A command that is none of these steps is written as it is. */
export const stepWord = (step: string) => STEPS[step] ?? step

/** The steps that any device was asked, in the order in which devices are. */
export function stepsOf(rows: readonly Row[]): string[] {
  const asked = new Set(rows.flatMap((row) => [...row.steps.keys(), ...(row.asked ? [row.asked] : [])]))
  const known = Object.keys(STEPS).filter((step) => asked.has(step))
  return [...known, ...[...asked].filter((step) => !(step in STEPS))]
}

export const VISITS: Record<VisitState, Look> = {
  waiting: { word: 'Waiting', tone: 'wait', icon: 'hourglass' },
  connecting: { word: 'Connecting', tone: 'run', icon: 'spinner' },
  asking: { word: 'Asking', tone: 'run', icon: 'spinner' },
  ok: { word: 'OK', tone: 'ok', icon: 'check' },
  partial: { word: 'Partial', tone: 'warn', icon: 'alert' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross' },
  stopped: { word: 'Not tried', tone: 'idle', icon: 'stop' },
  planned: { word: 'Planned', tone: 'idle', icon: 'clock' },
}
export const STEP_LOOKS: Record<CrawlStep['status'], Look> = {
  ok: VISITS.ok,
  partial: VISITS.partial,
  failed: VISITS.failed,
  none: { word: 'No command', tone: 'idle', icon: 'minus' },
}

const STOPS: Record<string, string> = {
  depth: 'farther away than the crawl goes',
  max_devices: 'the crawl had enough devices',
  time: 'the time was over',
  outside: 'outside of what it stays within',
  excluded: 'excluded by kind or name',
  not_known: 'not in the inventory',
  no_address: 'no address is known',
  platform_unknown: 'nobody knows what make it is',
  no_credentials: 'there is no login for it',
}
export const stopWord = (reason: string) => STOPS[reason] ?? reason.replaceAll('_', ' ')

export type Show = 'all' | 'failed' | 'open' | 'stopped'
const SHOWN: Record<Show, (row: Row) => boolean> = {
  all: () => true,
  failed: (row) => row.state === 'failed' || row.state === 'partial',
  open: (row) => ['waiting', 'connecting', 'asking'].includes(row.state),
  stopped: (row) => row.state === 'stopped' || row.state === 'planned',
}
export const shownRows = (rows: readonly Row[], show: Show) => rows.filter(SHOWN[show])

/** A place on the map: a column for each distance, in each the devices in the order in which they were met. */
export interface Spot {
  row: Row
  column: number
  line: number
}
/** What is there stays where it is however many come: new devices are put at the end of their column. */
export function spotsOf(rows: readonly Row[]): { spots: Spot[]; columns: number; lines: number } {
  const filled: number[] = []
  const spots = rows.map((row) => {
    const line = filled[row.depth] ?? 0
    filled[row.depth] = line + 1
    return { row, column: row.depth, line }
  })
  return { spots, columns: filled.length, lines: Math.max(0, ...filled.map((n) => n ?? 0)) }
}
