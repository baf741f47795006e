import { expect, it } from 'vitest'
import { headline, isMany } from './effect'

it('says it in words, and leaves out what does not happen', () => {
  expect(headline({ added: 0, removed: 24, moved: 168 })).toBe('Moves 168 runs, removes 24')
  expect(headline({ added: 1, removed: 0, moved: 0 })).toBe('Adds 1 run')
  expect(headline({ added: 0, removed: 0, moved: 0 })).toBe('Changes no run')
})

it('knows what is many', () => {
  expect([23, 24].map((moved) => isMany({ added: 0, removed: 0, moved }))).toEqual([false, true])
})
