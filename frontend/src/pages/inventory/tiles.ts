import { countOf } from './words'

/** The counts of a sync as tiles. */
export function syncTiles(counts: unknown) {
  const left = countOf(counts, 'left_filter')
  return [
    { label: 'Read', n: countOf(counts, 'fetched') },
    { label: 'Added', n: countOf(counts, 'added'), tone: 'text-ok' },
    { label: 'Changed', n: countOf(counts, 'changed'), tone: 'text-run' },
    { label: 'Returned', n: countOf(counts, 'returned'), tone: 'text-ok' },
    { label: 'As before', n: countOf(counts, 'unchanged') },
    { label: 'Gone', n: countOf(counts, 'removed'), tone: 'text-warn', about: 'Marked stale, or deleted' },
    ...(left
      ? [{ label: 'Left the filter', n: left, about: 'Still there, but no longer among what was asked for' }]
      : []),
  ]
}
