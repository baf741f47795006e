import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, it } from 'vitest'
import Targets from './Targets.vue'
import type { Targets as Found } from '@/api/inventory'

const device = (number: number) => ({
  id: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
  number,
  name: `core-${number}`,
  stale_since: null,
})
const found = (more: Partial<Found> = {}): Found => ({
  count: 0,
  devices: [],
  inventory: null,
  inventory_id: null,
  resolved_at: '2026-11-29T05:00:00Z',
  stopped: null,
  unknown: [],
  unknown_count: 0,
  ...more,
})
function show(more: Partial<Found>) {
  const shown = mount(Targets, { props: { targets: found(more) }, global: { stubs: { RouterLink: RouterLinkStub } } })
  const links = Object.fromEntries(
    shown.findAllComponents(RouterLinkStub).map((link) => [link.text(), link.props('to') as string]),
  )
  return { text: shown.text().replace(/\s+/g, ' '), links }
}

it('names the devices, and how many it does not name', () => {
  const { text, links } = show({ count: 30, devices: Array.from({ length: 30 }, (_, at) => device(at + 1)) })
  expect(text).toContain('30 devices')
  expect(links['core-24']).toBe('/inventory/devices/24')
  expect(links).not.toHaveProperty('core-25')
  expect(text).toMatch(/and 6 more$/)
  expect(text).not.toContain('guard')
})

it('says what to do where the guard stopped it, and leaves why to the error of the job', () => {
  const aimed = { inventory: 'Core', inventory_id: 7 }
  const changed = show({ ...aimed, stopped: 'changed', count: 1, devices: [device(1)] })
  expect(changed.text).toContain('before anything was touched')
  expect(changed.text).toContain('run the job again. Open the inventory')
  expect(changed.links).toMatchObject({ Core: '/inventories/7', 'Open the inventory': '/inventories/7' })
  const empty = show({ ...aimed, stopped: 'empty' })
  expect(empty.text).toContain('none of its devices. Open the inventory')
  expect(empty.text).not.toContain('accept them')
})

it('leads to no inventory where none was told, and by its number where it is gone', () => {
  expect(show({ stopped: 'empty' }).links).toEqual({})
  expect(show({ inventory_id: 7, count: 1, devices: [device(1)] }).links).toHaveProperty('inventory 7')
})

it('names what was asked for and is no device', () => {
  const { text } = show({ unknown_count: 2, unknown: [{ asked: 'nowhere-01', reason: 'no device has this name' }] })
  expect(text).toContain('2 of what was asked for are no devices')
  expect(text).toContain('nowhere-01 no device has this name')
  expect(show({ unknown_count: 1, unknown: [] }).text).toContain('1 of what was asked for is no device')
})
