import type { Row } from '../crawl/crawl'

/** What `create_baseline` and `create_snapshot` answer. */
export interface Captured {
  status: 'complete' | 'partial'
  total: number
  succeeded: number
  partial: number
  failed: number
  skipped: number
  changed: number
  first: number
  devices: CapturedDevice[]
  duration_ms: number
}

export interface CapturedDevice {
  name: string
  device_id: string
  number: number
  address: string | null
  status: 'ok' | 'partial' | 'failed' | 'stopped'
  error_class: string | null
  error: string | null
  capture_id: string | null
  version: number | null
  changed: boolean
  first: boolean
  commands: {
    command: string
    status: 'ok' | 'none' | 'failed'
    error_class: string | null
    error: string | null
    lines: number | null
    change: 'first' | 'same' | 'changed' | null
    added: number | null
    removed: number | null
    ms: number
  }[]
}

/** The devices as rows of the table of devices and what they were asked. */
export const rowsOf = (devices: readonly CapturedDevice[]): Row[] =>
  devices.map((device) => ({
    key: device.device_id,
    name: device.name,
    number: device.number,
    address: device.address,
    depth: 0,
    parent: undefined,
    path: [device.name],
    via: null,
    state: device.status,
    doing: '',
    error_class: device.error_class,
    error: device.error,
    stop_reason: device.status === 'stopped' ? 'time' : null,
    steps: new Map(
      device.commands.map((one) => [
        one.command,
        {
          step: one.command,
          status: one.status,
          items: one.lines ?? 0,
          error_class: one.error_class,
          error: one.error,
          ms: one.ms,
        },
      ]),
    ),
    asked: undefined,
  }))

/** `show running-config +3 −1, show vlan brief +1 −0` */
export const changesOf = (device: Pick<CapturedDevice, 'commands'>) =>
  device.commands
    .filter((one) => one.change === 'changed')
    .map((one) => ({ command: one.command, added: one.added ?? 0, removed: one.removed ?? 0 }))
