import { describe, expect, it } from 'vitest'
import { commandLook, commandRows, fieldText, isTelling, kindLook, standingLook, verdict } from './words'
import type { Capture, CaptureOutput, CommandDifference } from '@/api/captures'

const output = (command: string, status = 'ok') => ({ command, status }) as CaptureOutput
const difference = (command: string, change: CommandDifference['change']) => ({ command, change }) as CommandDifference

describe('the commands of a comparison', () => {
  const rows = commandRows(
    [output('show run'), output('show vlan', 'none'), output('show clock', 'failed'), output('show version')],
    [difference('show run', 'changed'), difference('show arp', 'only_before'), difference('show version', 'same')],
  )

  it('are those of the capture in their order, then what only the other has', () => {
    expect(rows.map((row) => row.command)).toEqual(['show run', 'show vlan', 'show clock', 'show version', 'show arp'])
  })

  it('say how they stand, a failure before anything else', () => {
    expect(rows.map((row) => commandLook(row).word)).toEqual([
      'Changed',
      'No such command',
      'Failed',
      'Same',
      'Not asked now',
    ])
    expect(rows.filter(isTelling).map((row) => row.command)).toEqual(['show run', 'show clock'])
    // Without a comparison there is only whether it was answered.
    expect(commandLook(commandRows([output('show run')], undefined)[0]!).word).toBe('Answered')
  })
})

it('says what a capture is, and how it stood', () => {
  const baseline = { kind: 'baseline', version: 1, current: true, changed: false, differing: 0 } as Capture
  expect(kindLook(baseline)).toMatchObject({ word: 'Baseline v1, now', tone: 'run' })
  expect(kindLook({ ...baseline, current: false }).word).toBe('Baseline v1')
  expect(standingLook(baseline).word).toBe('The first')
  expect(standingLook({ ...baseline, version: 2 }).word).toBe('Unchanged')
  expect(standingLook({ ...baseline, changed: true, differing: 2 }).word).toBe('2 changed')
})

it('writes a field in one line', () => {
  expect([null, 'up', true, { mtu: 1500 }].map(fieldText)).toEqual(['nothing', 'up', 'true', '{"mtu":1500}'])
})

it('says of a first one that there was nothing to differ from', () => {
  expect(verdict([{ change: 'only_after' }, { change: 'neither' }], 1)).toBe('There was nothing before to differ from.')
  expect(verdict([{ change: 'only_after' }, { change: 'changed' }], 2)).toBe('2 commands differ.')
  expect(verdict([{ change: 'same' }, { change: 'changed' }], 1)).toBe('1 command differs.')
  expect(verdict([{ change: 'same' }], 0)).toBe('Nothing differs.')
})
