import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { midnight, plusDays, week } from './grid'
import HeatMap from './HeatMap.vue'

const FIRST = '2026-11-30'
const from = midnight(FIRST, 'Europe/Berlin')
const hours = (midnight(plusDays(FIRST, 7), 'Europe/Berlin') - from) / 3_600_000

function shown() {
  const load = {
    jobs: Array.from({ length: hours }, (_, n) => (n === 14 ? 128 : n === 15 ? 1 : 0)),
    busy_seconds: Array.from({ length: hours }, (_, n) => (n === 14 ? 11_520 : 0)),
  }
  const days = week(load, from, FIRST, 'Europe/Berlin')
  return mount(HeatMap, {
    props: {
      days,
      measure: 'jobs',
      zone: 'Europe/Berlin',
      open: undefined,
      peak: from + 14 * 3_600_000,
      label: 'Week',
    },
    attachTo: document.body,
  })
}

it('names each cell in full and writes its number', () => {
  const map = shown()
  const cells = map.findAll('[role="gridcell"]')
  expect(cells).toHaveLength(7 * 24)
  expect(cells[14]!.attributes('aria-label')).toBe(
    'Mon 30 Nov 14:00, 128 jobs, 3.2 workers busy, has the highest minute',
  )
  expect(cells[15]!.attributes('aria-label')).toBe('Mon 30 Nov 15:00, 1 job, 0.0 workers busy')
  expect([14, 15, 16].map((n) => cells[n]!.text())).toEqual(['128', '1', ''])
  expect(map.findAll('.heat-8')).toHaveLength(2)
})

it('has one cell to come to, which arrows move and Enter opens', async () => {
  const map = shown()
  const focused = () => map.findAll('td[tabindex="0"]')
  expect(focused()).toHaveLength(1)
  await focused()[0]!.trigger('keydown', { key: 'ArrowRight' })
  await focused()[0]!.trigger('keydown', { key: 'ArrowDown' })
  expect(focused()).toHaveLength(1)
  expect(focused()[0]!.attributes('aria-label')).toMatch(/^Tue 1 Dec 01:00/)
  expect(document.activeElement).toBe(focused()[0]!.element)
  await focused()[0]!.trigger('keydown', { key: 'Enter' })
  expect(map.emitted('open')![0]).toEqual([expect.objectContaining({ hour: 1, jobs: 0 })])
})

it('shows workers in the other measure', async () => {
  const map = shown()
  await map.setProps({ measure: 'busy' })
  expect(map.findAll('[role="gridcell"]')[14]!.text()).toBe('3.2')
})
