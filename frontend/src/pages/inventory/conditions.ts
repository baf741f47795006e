import type { Condition, DeviceFacets, Operator } from '@/api/inventory'

/** What of a device a condition may be on, as people call it, in the order of use. */
export const FIELDS: { field: string; label: string; facet?: keyof DeviceFacets; hint?: string }[] = [
  { field: 'role', label: 'Role', facet: 'role' },
  { field: 'location', label: 'Location', facet: 'location' },
  { field: 'status', label: 'Status', facet: 'status' },
  { field: 'platform', label: 'Platform', facet: 'platform' },
  { field: 'tag', label: 'Tag', facet: 'tag' },
  { field: 'name', label: 'Name' },
  { field: 'address', label: 'Address', hint: '10.20.0.0/16' },
  { field: 'device_type', label: 'Device type', facet: 'device_type' },
  { field: 'network_driver', label: 'Network driver' },
  { field: 'serial', label: 'Serial number' },
  { field: 'stale', label: 'Stale', facet: 'stale' },
]
/** Stands for a custom field in the choice of fields; its key is asked for beside it. */
export const CUSTOM = 'cf.'

const OPERATORS: Record<Operator, string> = {
  equals: 'is any of',
  not_equals: 'is none of',
  contains: 'contains',
  starts_with: 'starts with',
  matches: 'matches the pattern',
  in_prefix: 'is in the network',
  is_set: 'has a value',
  is_not_set: 'has no value',
}
export const isOperatorWord = (word: unknown): word is Operator => typeof word === 'string' && word in OPERATORS
export const operatorWord = (operator: Operator) => OPERATORS[operator]

/** What an operator may be for a field; the server refuses the others. */
export function operatorsFor(field: string): Operator[] {
  if (field === 'stale') return ['equals', 'not_equals']
  const all: Operator[] = ['equals', 'not_equals', 'contains', 'starts_with', 'matches', 'is_set', 'is_not_set']
  return field === 'address' ? ['in_prefix', ...all] : all
}
export const takesValues = (operator: Operator) => operator !== 'is_set' && operator !== 'is_not_set'

export function blank(field = 'role'): Condition {
  return { field, operator: operatorsFor(field)[0]!, values: field === 'stale' ? ['true', 'false'] : [] }
}

/** The same condition on another field: what fits there stays. */
export function onField(condition: Condition, field: string): Condition {
  const fresh = blank(field)
  const keeps = operatorsFor(field).includes(condition.operator) && field !== 'address' && field !== 'stale'
  return keeps ? { ...fresh, operator: condition.operator } : fresh
}

export const isComplete = (c: Condition) =>
  c.field !== CUSTOM && c.field !== '' && (!takesValues(c.operator) || c.values.length > 0)

/** What the server can be asked about already, and which condition each of these is. */
export function ready(conditions: readonly Condition[]): { conditions: Condition[]; at: number[] } {
  const at = conditions.flatMap((one, nth) => (isComplete(one) ? [nth] : []))
  return {
    conditions: at.map((nth) => {
      const one = conditions[nth]!
      return { ...one, values: takesValues(one.operator) ? one.values : [] }
    }),
    at,
  }
}

/** What is wrong with a condition, by its parts. */
export interface Wrong {
  field?: string
  operator?: string
  values?: string
  /** Which of the values. */
  each: Record<number, string>
}

/**
 * Takes the server's complaints about conditions apart; `at` is which one each of those sent was, and `under` what they
 * were sent as.
 */
export function wrongConditions(
  fields: Readonly<Record<string, string>>,
  at: readonly number[],
  under = '/conditions',
): Map<number, Wrong> {
  const found = new Map<number, Wrong>()
  for (const [pointer, detail] of Object.entries(fields)) {
    if (!pointer.startsWith(`${under}/`)) continue
    const [, nth, part, value] = /^(\d+)(?:\/(\w+)(?:\/(\d+))?)?$/.exec(pointer.slice(under.length + 1)) ?? []
    if (nth === undefined) continue
    const own = at[Number(nth)] ?? Number(nth)
    const wrong = found.get(own) ?? { each: {} }
    if (value !== undefined) wrong.each[Number(value)] = detail
    else if (part === 'field' || part === 'operator') wrong[part] = detail
    else wrong.values = detail
    found.set(own, wrong)
  }
  return found
}

export function fieldWord(field: string): string {
  if (field.startsWith(CUSTOM)) return `Custom field ${field.slice(CUSTOM.length)}`
  return FIELDS.find((one) => one.field === field)?.label ?? field
}

const MOST_SAID = 4
/** `Role is core or distribution` */
export function conditionWords({ field, operator, values }: Condition): string {
  const said =
    values.slice(0, MOST_SAID).join(' or ') + (values.length > MOST_SAID ? ` or ${values.length - MOST_SAID} more` : '')
  const name = fieldWord(field)
  if (field === 'stale') {
    const is = new Set(values.map((v) => v.toLowerCase()))
    const wanted = operator === 'equals' ? is : new Set(['true', 'false'].filter((v) => !is.has(v)))
    if (wanted.size === 2) return 'Stale or not'
    return wanted.has('true') ? 'Stale' : 'Not stale'
  }
  switch (operator) {
    case 'equals':
      return `${name} is ${said}`
    case 'not_equals':
      return `${name} is not ${said}`
    case 'contains':
      return `${name} contains ${said}`
    case 'starts_with':
      return `${name} starts with ${said}`
    case 'matches':
      return `${name} matches ${said}`
    case 'in_prefix':
      return `${name} in ${said}`
    case 'is_set':
      return `${name} has a value`
    case 'is_not_set':
      return `${name} has no value`
  }
}

/** How many devices may be added or removed before a job is stopped. */
export const allowance = (of: number, percent: number) => Math.floor((of * percent) / 100)
