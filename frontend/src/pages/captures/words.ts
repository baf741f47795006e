import type { Capture, CommandDifference, CaptureOutput } from '@/api/captures'
import { count, type Look } from '@/lib/words'

/** What a capture is: one of the versions that were expected, or kept beside them. */
export function kindLook(capture: Pick<Capture, 'kind' | 'version' | 'current'>): Look {
  if (capture.kind === 'snapshot') return { word: 'Snapshot', tone: 'idle', icon: 'dot' }
  const word = `Baseline v${capture.version ?? '?'}`
  return capture.current ? { word: `${word}, now`, tone: 'run', icon: 'flag' } : { word, tone: 'idle', icon: 'clock' }
}

/** How it stood to what was expected when it was taken. */
export function standingLook(capture: Pick<Capture, 'changed' | 'kind' | 'version' | 'differing'>): Look {
  if (capture.changed) return { word: `${capture.differing} changed`, tone: 'warn', icon: 'pencil' }
  if (capture.kind === 'baseline' && capture.version === 1) return { word: 'The first', tone: 'idle', icon: 'plus' }
  // Of a device without a baseline nothing was expected, and nothing can differ.
  return { word: 'Unchanged', tone: 'ok', icon: 'check' }
}

/** What a comparison comes to, in a sentence. Where there was nothing before, nothing differs from it. */
export function verdict(commands: readonly Pick<CommandDifference, 'change'>[], differing: number): string {
  if (!differing) return 'Nothing differs.'
  const isAllNew = commands.every(({ change }) => change === 'only_after' || change === 'neither')
  return isAllNew
    ? 'There was nothing before to differ from.'
    : `${count(differing, 'command')} ${differing === 1 ? 'differs' : 'differ'}.`
}

/** One command of a capture: what was kept, and how it stands to what it is compared with. */
export interface CommandRow {
  command: string
  output: CaptureOutput | undefined
  difference: CommandDifference | undefined
}

/** The commands of a capture and of its comparison, in the order asked; what only the other has comes last. */
export function commandRows(
  outputs: readonly CaptureOutput[],
  differences: readonly CommandDifference[] | undefined,
): CommandRow[] {
  const of = new Map((differences ?? []).map((one) => [one.command, one]))
  const own = outputs.map((output) => ({ command: output.command, output, difference: of.get(output.command) }))
  const known = new Set(outputs.map((one) => one.command))
  const others = (differences ?? []).filter((one) => !known.has(one.command))
  return [...own, ...others.map((difference) => ({ command: difference.command, output: undefined, difference }))]
}

export function commandLook({ output, difference }: CommandRow): Look {
  if (output?.status === 'failed') return { word: 'Failed', tone: 'bad', icon: 'cross' }
  if (output?.status === 'none') return { word: 'No such command', tone: 'idle', icon: 'minus' }
  switch (difference?.change) {
    case 'changed':
      return { word: 'Changed', tone: 'warn', icon: 'pencil' }
    case 'only_after':
      return { word: 'New', tone: 'ok', icon: 'plus' }
    case 'only_before':
      return { word: 'Not asked now', tone: 'idle', icon: 'minus' }
    case 'neither':
      return { word: 'No answer', tone: 'idle', icon: 'minus' }
    case 'same':
      return { word: 'Same', tone: 'ok', icon: 'check' }
    case undefined:
      return { word: 'Answered', tone: 'idle', icon: 'check' }
  }
}

/** Whether there is something to look at. */
export const isTelling = (row: CommandRow) =>
  row.output?.status === 'failed' || ['changed', 'only_after'].includes(row.difference?.change ?? '')

/** A value of a field as one line. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
