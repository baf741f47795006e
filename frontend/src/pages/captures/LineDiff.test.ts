import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import LineDiff from './LineDiff.vue'
import type { Hunk } from '@/api/captures'

const hunk: Hunk = {
  before_start: 7,
  before_lines: 2,
  after_start: 7,
  after_lines: 2,
  lines: [
    { side: 'both', before: 7, after: 7, text: 'interface Gi1' },
    { side: 'before', before: 8, after: null, text: ' mtu 1500' },
    { side: 'after', before: null, after: 8, text: ' mtu 9198' },
  ],
}

it('tells what came and what went by sign and word, with the numbers of the lines', () => {
  const page = mount(LineDiff, { props: { hunks: [hunk], cut: false, label: 'Lines' } })
  const rows = page.findAll('tr').map((row) => row.findAll('td').map((cell) => cell.text()))
  expect(rows).toEqual([
    [],
    ['7', '7', '', 'interface Gi1'],
    ['8', '', '−', 'went:  mtu 1500'],
    ['', '8', '+', 'came:  mtu 9198'],
  ])
  expect(page.text()).not.toContain('More differs')
})

it('says where more differs than is shown', () => {
  const page = mount(LineDiff, { props: { hunks: [hunk], cut: true, label: 'Lines' } })
  expect(page.text()).toContain('More differs than is shown here.')
})
