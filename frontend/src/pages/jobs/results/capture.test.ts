import { expect, it } from 'vitest'
import { changesOf, rowsOf, type CapturedDevice } from './capture'

const command = (more: object) => ({
  command: 'show run',
  status: 'ok' as const,
  error_class: null,
  error: null,
  lines: 40,
  change: null,
  added: null,
  removed: null,
  ms: 9,
  ...more,
})
const device = {
  name: 'core-1',
  device_id: 'd',
  number: 1,
  address: '10.0.0.1',
  status: 'partial',
  error_class: null,
  error: null,
  capture_id: 'c',
  version: 2,
  changed: true,
  first: false,
  commands: [
    command({ change: 'changed', added: 3, removed: 1 }),
    command({
      command: 'show vlan',
      status: 'failed',
      lines: null,
      error_class: 'command_rejected',
      error: '% Invalid',
    }),
    command({ command: 'show arp', change: 'same' }),
  ],
} as CapturedDevice

it('puts devices and their commands into the table', () => {
  const [row] = rowsOf([device])
  expect(row).toMatchObject({ name: 'core-1', state: 'partial', depth: 0, parent: undefined })
  expect(row!.steps.get('show run')).toMatchObject({ status: 'ok', items: 40 })
  expect(row!.steps.get('show vlan')).toMatchObject({ status: 'failed', error: '% Invalid', items: 0 })
})

it('tells what changed of a device', () => {
  expect(changesOf(device)).toEqual([{ command: 'show run', added: 3, removed: 1 }])
})
