import { describe, expect, it } from 'vitest'
import {
  laidOver,
  NOTHING_KNOWN,
  rowsOf,
  rowsOfVisits,
  shownRows,
  spotsOf,
  stepsOf,
  unfinished,
  type CrawlDevice,
  type CrawlStep,
  type Visit,
  type Visits,
} from './crawl'

const step = (name: string, more: Partial<CrawlStep> = {}): CrawlStep => ({
  step: name,
  status: 'ok',
  items: 1,
  error_class: null,
  error: null,
  ms: 5,
  ...more,
})
const device = (name: string, depth: number, more: Partial<CrawlDevice> = {}): CrawlDevice => ({
  name,
  device_id: null,
  number: null,
  address: null,
  platform: null,
  depth,
  path: [],
  via_interface: null,
  status: 'ok',
  error_class: null,
  error: null,
  stop_reason: null,
  steps: [],
  neighbors: 0,
  ms: 0,
  ...more,
})
const crawl = [
  device('core', 0, { path: ['core'], steps: [step('identity'), step('arp'), step('lldp_neighbors')] }),
  device('sw1', 1, { path: ['core', 'sw1'], via_interface: 'Gi1', status: 'failed', error_class: 'dns' }),
  device('sw2', 1, { path: ['core', 'sw2'], status: 'partial', steps: [step('bgp_routes', { status: 'failed' })] }),
  device('phone', 2, { path: ['core', 'sw2', 'phone'], status: 'stopped', stop_reason: 'excluded' }),
]

describe('the rows of a crawl', () => {
  it('know on whom they were heard', () => {
    expect(rowsOf(crawl).map((row) => row.parent)).toEqual([undefined, '0', '0', '2'])
    // A path that ends before the device itself means the same.
    expect(rowsOf([device('core', 0), device('sw', 1, { path: ['core'] })])[1]!.parent).toBe('0')
    // Two of one name: nobody is heard on itself, nor on one that is farther away.
    const alike = [device('sw', 0, { path: ['sw'] }), device('sw', 1, { path: ['sw', 'sw'] })]
    expect(rowsOf(alike).map((row) => row.parent)).toEqual([undefined, '0'])
  })

  it('have a column for every step that any was asked, in the order of asking', () => {
    expect(stepsOf(rowsOf(crawl))).toEqual(['identity', 'lldp_neighbors', 'arp', 'bgp_routes'])
    const odd = rowsOf([device('x', 0, { steps: [step('zz_new'), step('identity')] })])
    expect(stepsOf(odd)).toEqual(['identity', 'zz_new'])
    const commands = rowsOf([device('x', 0, { steps: [step('show version'), step('show arp')] })])
    expect(stepsOf(commands)).toEqual(['show version', 'show arp'])
  })

  it('are looked through for what went wrong', () => {
    const names = (show: Parameters<typeof shownRows>[1]) => shownRows(rowsOf(crawl), show).map((row) => row.name)
    expect(names('failed')).toEqual(['sw1', 'sw2'])
    expect(names('stopped')).toEqual(['phone'])
    expect(names('open')).toEqual([])
    expect(names('all')).toHaveLength(4)
  })
})

describe('the devices that a running job has met', () => {
  const visit = (nth: number, more: Partial<Visit>) =>
    ({
      nth,
      name: `sw${nth}`,
      depth: 0,
      parent: null,
      note: null,
      error_class: null,
      number: null,
      state: 'ok',
      steps: [],
      ...more,
    }) as unknown as Visit
  const rows = (...visits: Visit[]) => rowsOfVisits(new Map(visits.map((one) => [one.nth, one])))

  it('say what is done with them, what they wait for, and why they ended so', () => {
    const [core, asked, waits, failed, phone] = rows(
      visit(0, {}),
      visit(1, { depth: 1, parent: 0, state: 'asking', note: 'arp' }),
      visit(2, { depth: 1, parent: 0, state: 'waiting', note: 'waiting for sw2, held by job 7' }),
      visit(3, { depth: 2, parent: 1, state: 'failed', error_class: 'auth_failed', note: 'refused', number: 9 }),
      visit(4, { depth: 2, parent: 1, state: 'stopped', error_class: 'excluded', note: 'a phone' }),
    )
    expect(core).toMatchObject({ parent: undefined, path: ['sw0'], asked: undefined, error: null })
    expect(asked).toMatchObject({ parent: '0', asked: 'arp', error: null })
    expect(waits!.doing).toBe('waiting for sw2, held by job 7')
    expect(failed).toMatchObject({ path: ['sw0', 'sw1', 'sw3'], error_class: 'auth_failed', error: 'refused' })
    expect(phone).toMatchObject({ error_class: null, stop_reason: 'excluded', error: 'a phone' })
    expect(unfinished([core!, failed!, phone!])).toEqual([failed])
  })

  it('are put in order, whatever came first, and never go round', () => {
    expect(rows(visit(2, {}), visit(0, {}), visit(1, {})).map((row) => row.key)).toEqual(['0', '1', '2'])
    expect(rows(visit(0, { parent: 1 }), visit(1, { parent: 0 }))[0]!.path.length).toBeLessThan(4)
  })
})

it('lays news of visits over what is known, and begins anew with another attempt', () => {
  const answer = (attempt: number, revision: number, ...visits: [number, string][]) =>
    ({
      attempt,
      revision,
      more: false,
      items: visits.map(([nth, state]) => ({ nth, state }) as unknown as Visit),
    }) as Visits
  const states = (known: typeof NOTHING_KNOWN) => [...known.visits.values()].map((visit) => visit.state)
  const first = laidOver(NOTHING_KNOWN, answer(1, 5, [0, 'asking'], [1, 'waiting']))
  expect(states(first)).toEqual(['asking', 'waiting'])
  const next = laidOver(first, answer(1, 7, [0, 'ok']))
  expect(states(next)).toEqual(['ok', 'waiting'])
  expect(next.after).toBe(7)
  const quiet = laidOver(next, answer(1, 7))
  expect(quiet.visits).toBe(next.visits)
  const other = laidOver(quiet, answer(2, 9, [1, 'asking']))
  expect(other).toMatchObject({ attempt: 2, after: undefined })
  expect(states(laidOver(other, answer(2, 9, [0, 'ok'], [1, 'asking'])))).toEqual(['ok', 'asking'])
})

it('gives places that stay when more devices are met', () => {
  const places = (devices: CrawlDevice[]) =>
    new Map(spotsOf(rowsOf(devices)).spots.map(({ row, column, line }) => [row.name, [column, line]]))
  const before = places(crawl.slice(0, 2))
  const after = places(crawl)
  for (const [name, at] of before) expect(after.get(name)).toEqual(at)
  expect(spotsOf(rowsOf(crawl))).toMatchObject({ columns: 3, lines: 2 })
  expect(spotsOf([])).toMatchObject({ spots: [], columns: 0, lines: 0 })
})
