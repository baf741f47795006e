import { expect, it } from 'vitest'
import { bytes } from './bytes'

it('says sizes in the unit that is easy to compare', () => {
  expect([0, 999, 1_000, 12_420, 999_960, 3_100_000].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '12.4 KB',
    '1.0 MB',
    '3.1 MB',
  ])
})
