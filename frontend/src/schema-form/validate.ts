import { Validator, type Schema } from '@cfworker/json-schema'
import type { JsonSchema } from './fields'

/** What is wrong with `value`, by JSON pointer. The server checks again; this only tells sooner. */
export function validate(schema: JsonSchema, value: unknown): Record<string, string> {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(value)
  const found: Record<string, string> = {}
  for (const { instanceLocation, error, keyword } of errors) {
    // These only say that something below them is wrong.
    if (['properties', 'items', 'anyOf', '$ref'].includes(keyword)) continue
    found[instanceLocation.replace(/^#/, '')] ??= error
  }
  return found
}
