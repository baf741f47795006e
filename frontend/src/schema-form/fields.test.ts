import { expect, it } from 'vitest'
import { fieldsOf, fromText, toText, type JsonSchema } from './fields'
import { validate } from './validate'

// As schemars writes it for the tasks.
const schema: JsonSchema = {
  type: 'object',
  $defs: { Level: { type: 'string', enum: ['low', 'high'] } },
  properties: {
    limit: { type: ['integer', 'null'], minimum: 1, description: 'At most.' },
    kind: { anyOf: [{ oneOf: [{ const: 'name', description: 'By name.' }, { const: 'location' }] }, { type: 'null' }] },
    level: { $ref: '#/$defs/Level', default: 'low' },
    seeds: { type: 'array', items: { type: 'integer' } },
    deep: { type: 'object', properties: { x: { type: 'string' } } },
    path: { type: 'string' },
    inventory_id: { type: ['integer', 'null'], format: 'inventory' },
    connection: { type: ['string', 'null'] },
  },
  required: ['path'],
}

it('understands what task types produce', () => {
  const fields = Object.fromEntries(fieldsOf(schema).map((f) => [f.name, f]))
  expect(fieldsOf(schema)[0]?.name).toBe('path')
  expect(fields.limit).toMatchObject({ kind: 'integer', nullable: true, min: 1, hint: 'At most.' })
  expect(fields.kind).toMatchObject({ kind: 'choice', nullable: true })
  expect(fields.kind?.choices.map((c) => c.about)).toEqual(['By name.', undefined])
  expect(fields.level).toMatchObject({ kind: 'choice', default: 'low' })
  expect(fields.seeds?.kind).toBe('integers')
  expect(fields.deep?.kind).toBe('json')
  expect(fields.inventory_id).toMatchObject({ kind: 'inventory', label: 'Inventory' })
  expect(fields.connection?.kind).toBe('connection')
})

it('takes texts apart and puts them together again', () => {
  const [seeds, limit] = ['seeds', 'limit'].map((n) => fieldsOf(schema).find((f) => f.name === n)!)
  expect(fromText(seeds!, '1, 2 3')).toEqual({ value: [1, 2, 3] })
  expect(toText(seeds!, [1, 2, 3])).toBe('1, 2, 3')
  expect(fromText(limit!, '')).toEqual({ value: undefined })
  expect(fromText(limit!, '1.5')).toEqual({ wrong: 'This is no whole number' })
})

it('says what is wrong at its field', () => {
  expect(Object.keys(validate(schema, { limit: 0, path: 'x' }))).toEqual(['/limit'])
  expect(validate(schema, { path: 'x', limit: null })).toEqual({})
})
