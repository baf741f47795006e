import { expect, it } from 'vitest'
import {
  allowance,
  blank,
  conditionWords,
  isComplete,
  onField,
  operatorsFor,
  ready,
  wrongConditions,
} from './conditions'
import type { Condition } from '@/api/inventory'

const role: Condition = { field: 'role', operator: 'equals', values: ['core', 'distribution'] }

it('offers only the operators that a field takes', () => {
  expect(operatorsFor('stale')).toEqual(['equals', 'not_equals'])
  expect(operatorsFor('address')[0]).toBe('in_prefix')
  expect(operatorsFor('role')).not.toContain('in_prefix')
})

it('keeps what fits when the field of a condition changes', () => {
  expect(onField({ ...role, operator: 'contains' }, 'platform')).toEqual({
    field: 'platform',
    operator: 'contains',
    values: [],
  })
  expect(onField({ field: 'address', operator: 'in_prefix', values: ['10.0.0.0/8'] }, 'role').operator).toBe('equals')
  expect(onField(role, 'address').operator).toBe('in_prefix')
})

it('asks the server only about what is finished, and puts its complaints where they belong', () => {
  const open = blank('location')
  const unnamed: Condition = { field: 'cf.', operator: 'is_set', values: [] }
  const set: Condition = { field: 'platform', operator: 'is_set', values: ['left over'] }
  const all = [open, role, unnamed, set]
  expect(all.map(isComplete)).toEqual([false, true, false, true])
  const sent = ready(all)
  expect(sent.at).toEqual([1, 3])
  expect(sent.conditions[1]).toEqual({ field: 'platform', operator: 'is_set', values: [] })
  const wrong = wrongConditions(
    { '/conditions/0/values/1': 'no such role', '/conditions/1/operator': 'not for it', '/devices/0': 'elsewhere' },
    sent.at,
  )
  expect(wrong.get(1)).toEqual({ each: { 1: 'no such role' } })
  expect(wrong.get(3)).toEqual({ each: {}, operator: 'not for it' })
  expect(wrong.size).toBe(2)
  const scope = wrongConditions({ '/scope/1/field': 'is none', '/scope': 'too many' }, [0, 1], '/scope')
  expect([...scope]).toEqual([[1, { each: {}, field: 'is none' }]])
})

it('says conditions in words', () => {
  expect(conditionWords(role)).toBe('Role is core or distribution')
  expect(conditionWords({ field: 'address', operator: 'in_prefix', values: ['10.0.0.0/8'] })).toBe(
    'Address in 10.0.0.0/8',
  )
  expect(conditionWords({ field: 'cf.backup', operator: 'is_not_set', values: [] })).toBe(
    'Custom field backup has no value',
  )
  expect(conditionWords({ field: 'stale', operator: 'equals', values: ['true', 'false'] })).toBe('Stale or not')
  expect(conditionWords({ field: 'stale', operator: 'not_equals', values: ['true'] })).toBe('Not stale')
  expect(conditionWords({ field: 'tag', operator: 'equals', values: ['a', 'b', 'c', 'd', 'e', 'f'] })).toBe(
    'Tag is a or b or c or d or 2 more',
  )
})

it('counts how much may change as the guard does', () => {
  expect([allowance(10, 50), allowance(10, 100), allowance(3, 33), allowance(0, 50)]).toEqual([5, 10, 0, 0])
})
