/** Reads the JSON Schemas that task types produce: what a form has to ask for. */
import { nameWords } from '@/lib/names'

export interface JsonSchema {
  type?: string | string[]
  description?: string
  title?: string
  default?: unknown
  enum?: unknown[]
  const?: unknown
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  $ref?: string
  $defs?: Record<string, JsonSchema>
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  format?: string
}

export type Kind =
  'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'texts' | 'integers' | 'json' | 'inventory' | 'connection'

export interface FieldSpec {
  name: string
  label: string
  kind: Kind
  hint: string | undefined
  required: boolean
  nullable: boolean
  default: unknown
  choices: { value: unknown; label: string; about: string | undefined }[]
  min: number | undefined
  max: number | undefined
  maxLength: number | undefined
}

/** A schema without its references, with `Option` taken apart. */
function plain(schema: JsonSchema, root: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  let found = schema
  let nullable = false
  // Deeper than any task's types go; stops a schema that refers to itself.
  for (let depth = 0; depth < 8; depth++) {
    if (found.$ref) {
      const target = root.$defs?.[found.$ref.replace('#/$defs/', '')] ?? {}
      found = { ...target, ...without(found, '$ref') }
    } else if (found.allOf?.length === 1) {
      found = { ...found.allOf[0], ...without(found, 'allOf') }
    } else if (found.anyOf) {
      const rest = found.anyOf.filter((s) => s.type !== 'null')
      nullable ||= rest.length < found.anyOf.length
      if (rest.length !== 1) break
      found = { ...rest[0], ...without(found, 'anyOf') }
    } else break
  }
  if (Array.isArray(found.type)) {
    const rest = found.type.filter((t) => t !== 'null')
    nullable ||= rest.length < found.type.length
    found = { ...found, type: rest.length === 1 ? rest[0]! : rest }
  }
  return { schema: found, nullable }
}

function without(schema: JsonSchema, key: keyof JsonSchema): JsonSchema {
  const rest = { ...schema }
  delete rest[key]
  return rest
}

function choices(schema: JsonSchema): FieldSpec['choices'] {
  const one = (value: unknown, about?: string) => ({ value, label: String(value), about })
  if (schema.enum) return schema.enum.filter((v) => v !== null).map((v) => one(v))
  if (schema.oneOf?.every((s) => s.const !== undefined || s.enum?.length === 1)) {
    return schema.oneOf.map((s) => one(s.const ?? s.enum?.[0], s.description))
  }
  return []
}

/** Arguments that are chosen by name. */
function picked(name: string, schema: JsonSchema): Kind | undefined {
  if (name === 'inventory_id' && schema.type === 'integer') return 'inventory'
  return name === 'connection' && schema.type === 'string' ? 'connection' : undefined
}

function kindOf(schema: JsonSchema, root: JsonSchema, hasChoices: boolean): Kind {
  if (hasChoices) return 'choice'
  switch (schema.type) {
    case 'string':
      return 'text'
    case 'integer':
    case 'inventory':
      return 'integer'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array': {
      const items = schema.items ? plain(schema.items, root).schema : {}
      if (items.type === 'integer') return 'integers'
      return items.type === 'string' && !choices(items).length ? 'texts' : 'json'
    }
    default:
      return 'json'
  }
}

const label = (name: string) => (name === 'inventory_id' ? 'Inventory' : nameWords(name))

/** What a form for `root` asks for, required things first. */
export function fieldsOf(root: JsonSchema): FieldSpec[] {
  const fields = Object.entries(root.properties ?? {}).map(([name, raw]): FieldSpec => {
    const { schema, nullable } = plain(raw, root)
    const offered = choices(schema)
    return {
      name,
      label: label(name),
      kind: picked(name, schema) ?? kindOf(schema, root, offered.length > 0),
      hint: (raw.description ?? schema.description)?.replaceAll('\n', ' '),
      required: root.required?.includes(name) ?? false,
      nullable,
      default: raw.default ?? schema.default,
      choices: offered,
      min: schema.minimum,
      max: schema.maximum,
      maxLength: schema.maxLength,
    }
  })
  return fields.sort((a, b) => Number(b.required) - Number(a.required))
}

/** The text in a field for a value. */
export function toText(spec: FieldSpec, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (spec.kind === 'texts' || spec.kind === 'integers')
    return Array.isArray(value) ? value.join(', ') : JSON.stringify(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a field's text means. Nothing typed means: not said, the default holds. */
export function fromText(spec: FieldSpec, text: string): { value: unknown } | { wrong: string } {
  const trimmed = text.trim()
  if (spec.kind === 'text' || spec.kind === 'connection') return { value: text === '' ? undefined : text }
  if (trimmed === '') return { value: undefined }
  switch (spec.kind) {
    case 'integer':
    case 'number': {
      const number = Number(trimmed)
      if (Number.isNaN(number)) return { wrong: 'This is no number' }
      if (spec.kind !== 'number' && !Number.isInteger(number)) return { wrong: 'This is no whole number' }
      return { value: number }
    }
    case 'choice':
      return { value: spec.choices.find((c) => String(c.value) === trimmed)?.value }
    case 'integers': {
      const numbers = trimmed
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number)
      return numbers.every(Number.isInteger) ? { value: numbers } : { wrong: 'Whole numbers, separated by commas' }
    }
    case 'texts':
      return {
        value: trimmed
          .split(',')
          .map((t) => t.trim())
          .filter(Boolean),
      }
    default:
      try {
        return { value: JSON.parse(trimmed) as unknown }
      } catch {
        return { wrong: 'This is no JSON' }
      }
  }
}
