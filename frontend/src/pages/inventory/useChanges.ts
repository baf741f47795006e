import { computed, type ComputedRef } from 'vue'
import type { ChangeKind } from '@/api/inventory'
import { useUrlState } from '@/lib/urlState'
import { CHANGE_KINDS, CHANGES } from './words'
import { number } from '@/lib/words'

/** The filter by what happened, with the counts that are known. */
export function useChangeFilter(counts: ComputedRef<Partial<Record<ChangeKind, number>> | undefined>) {
  const change = useUrlState<ChangeKind | 'all'>('change', 'all')
  const segments = computed(() => [
    { key: 'all' as const, label: 'All' },
    ...CHANGE_KINDS.filter((kind) => counts.value?.[kind] || change.value === kind).map((kind) => ({
      key: kind,
      label: CHANGES[kind].word,
      count: counts.value && number(counts.value[kind] ?? 0),
    })),
  ])
  return { change, segments }
}
