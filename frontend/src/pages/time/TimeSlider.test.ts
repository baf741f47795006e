import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import TimeSlider from './TimeSlider.vue'

const range = { from: Date.parse('2026-11-29T00:00:00Z'), to: Date.parse('2026-11-30T00:00:00Z') }
const HOUR = 3_600_000
const ticks = [2, 5, 9].map((hour) => ({ at: range.from + hour * HOUR, kind: 'changed' as const }))
const shown = (hour: number) =>
  mount(TimeSlider, {
    props: {
      range,
      ticks,
      stops: ticks.map((one) => one.at),
      handles: [{ key: 'at', label: 'Instant', at: range.from + hour * HOUR }],
    },
  })
const hours = (slider: ReturnType<typeof shown>) =>
  (slider.emitted('move') ?? []).map(([, at]) => ((at as number) - range.from) / HOUR)

it('goes from change to change by arrows, and to the ends', async () => {
  const slider = shown(5)
  const handle = slider.get('[role="slider"]')
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp']) await handle.trigger('keydown', { key })
  expect(hours(slider)).toEqual([2, 9, 0, 24, 6.2])
  expect(slider.emitted('rest')).toHaveLength(5)
})

it('says where it stands and what is still to come', () => {
  expect(shown(5).get('[role="slider"]').attributes('aria-valuetext')).toMatch(/2026.*, 1 change later$/)
  expect(shown(24).get('[role="slider"]').attributes('aria-valuetext')).toBe('now')
})

it('shows a mark where something changed', () => {
  expect(shown(5).findAll('.w-full.bg-run')).toHaveLength(3)
})
