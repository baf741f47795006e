import type { components } from './schema'

type Schemas = components['schemas']
export type Capture = Schemas['Capture']
export type CaptureDetail = Schemas['CaptureDetail']
export type CaptureKind = Schemas['CaptureKind']
export type CaptureOutput = Schemas['CaptureOutput']
export type Comparison = Schemas['CaptureComparison']
export type CommandDifference = Schemas['CommandDifference']
export type Hunk = Schemas['DiffHunk']
export type FieldDifference = Schemas['FieldDifference']

export const captureKeys = {
  all: ['captures'] as const,
  one: (id: string) => ['captures', id] as const,
  ofDevice: (device: string) => ['captures', 'device', device] as const,
}
/** The tasks that take captures. */
export const CAPTURING = ['create_baseline', 'create_snapshot']
