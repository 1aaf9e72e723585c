// An outbox from months ago can still be delivered, and whatever is wrong in an input is refused in Chinese.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { api } from '../domain/api.ts'
import { command, type Operation, type OperationTable } from '../domain/kernel/operation.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { parseInput } from '../server/kernel/checks.ts'
import type { JsonSchema } from '../server/kernel/openapi.ts'
import { projectFolder } from '../server/system.ts'
import { breaksOldPhones, type Contract, contractOf } from './contract.ts'

const saved: Record<string, Contract> = JSON.parse(
  readFileSync(join(projectFolder, 'tools', 'contract.snapshot.json'), 'utf8'),
)
const today = contractOf(api)

describe('old phones', () => {
  const Before = z.strictObject({
    risk: z.enum(['none', 'watch']),
    note: z.string(),
    many: z.array(z.object({ a: z.int() })),
  })
  const declare = (
    input: z.ZodMiniType,
    output: z.ZodMiniType = z.object({ id: z.string() }),
  ): OperationTable => ({
    'visit.try': command({ input, output, may: 'visit:record', says: '试', offline: true }),
  })
  const breaks = (table: OperationTable) =>
    breaksOldPhones(contractOf(declare(Before)), contractOf(table)).join('\n')

  it('are not broken by a new field with a default, a longer list, or a richer answer', () => {
    const more = z.strictObject({
      ...Before.shape,
      risk: z.enum(['none', 'watch', 'urgent']),
      weather: z._default(z.string(), ''),
    })
    expect(breaks(declare(more, z.object({ id: z.string(), receipt: z.string() })))).toBe('')
  })

  it.each([
    ['an operation that is gone', {}, /was removed/],
    [
      'a field that is gone',
      declare(z.strictObject({ risk: Before.shape.risk, many: Before.shape.many })),
      /note: was removed/,
    ],
    [
      'a new required field',
      declare(z.strictObject({ ...Before.shape, weather: z.string() })),
      /weather: is now required/,
    ],
    [
      'a shorter list',
      declare(z.strictObject({ ...Before.shape, risk: z.enum(['none']) })),
      /watch was taken out/,
    ],
    [
      'another type',
      declare(z.strictObject({ ...Before.shape, note: z.number() })),
      /note: string became number/,
    ],
    [
      'another type deep inside',
      declare(z.strictObject({ ...Before.shape, many: z.array(z.object({ a: z.string() })) })),
      /many\[\]\.a/,
    ],
    ['an answer that no longer comes', declare(Before, z.object({})), /id: no longer answered/],
  ] as [string, OperationTable, RegExp][])('are protected from %s', (_what, table, message) => {
    expect(breaks(table)).toMatch(message)
  })

  it('of the last saved contract are served today', () => {
    expect(Object.values(saved).filter(contract => contract.offline).length).toBeGreaterThan(0)
    expect(breaksOldPhones(saved, today)).toEqual([])
  })

  it('of tomorrow are served too: every operation phones call today is in the saved contract', () => {
    const missing = Object.keys(today).filter(name => today[name]?.phone && !saved[name]?.phone)
    expect(missing, '请运行 npx tsx tools/contract-snapshot.ts 保存手机新用到的操作').toEqual([])
  })
})

const names = Object.keys(api) as (keyof typeof api)[]

describe('an input', () => {
  it.each(names)('%s refuses fields it does not know', name => {
    expect(today[name]?.input.additionalProperties).toBe(false)
  })
})

interface Wrong {
  what: string
  input: unknown
}

/** Something the schema should like: enough to get past the other fields while one is spoilt. */
function sample(schema: JsonSchema): unknown {
  const choices = schema.anyOf as JsonSchema[] | undefined
  if (choices) return sample(choices[0] ?? {})
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if ('default' in schema) return schema.default
  if (schema.type === 'object') {
    const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
    const required = (schema.required ?? []) as string[]
    return Object.fromEntries(required.map(name => [name, sample(properties[name] ?? {})]))
  }
  if (schema.type === 'array') return [sample((schema.items ?? {}) as JsonSchema)]
  return { string: '1', number: 1, integer: 1, boolean: true, null: null }[String(schema.type)]
}

/** Spoils one field at a time: unknown, missing, of each wrong type, far too long. */
function wrongInputs(schema: JsonSchema): Wrong[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const required = (schema.required ?? []) as string[]
  const base = sample(schema) as Record<string, unknown>
  const others: Wrong[] = [
    { what: 'not an object', input: 'text' },
    { what: 'nothing', input: null },
    { what: 'a list', input: [] },
    { what: 'an unknown field', input: { ...base, definitelyUnknown: 1 } },
  ]
  return [
    ...others,
    ...required.map(name => ({ what: `without ${name}`, input: { ...base, [name]: undefined } })),
    ...properties.flatMap(([name, property]) => {
      const types = ((property.anyOf ?? [property]) as JsonSchema[]).map(branch => branch.type)
      const spoilt: unknown[] = [Number.NaN, () => 1, { deep: { er: true } }]
      if (!types.includes('string')) spoilt.push('一段文字')
      if (types.includes('string')) spoilt.push('长'.repeat(100_001))
      if (!types.includes('boolean')) spoilt.push(true)
      if (!types.includes('number') && !types.includes('integer')) spoilt.push(1e308)
      return spoilt
        .filter(value => !(types.includes('object') && typeof value === 'object'))
        .map(value => ({
          what: `${name} = ${String(value).slice(0, 20)}`,
          input: { ...base, [name]: value },
        }))
    }),
  ]
}

/** What the door says to an input, or null when it lets it in. */
function sentenceOf(operation: Operation, input: unknown): string | null {
  try {
    parseInput(operation, input)
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    expect(error.code).toBe('invalid')
    return error.message
  }
}

describe('a wrong input', () => {
  it('is found out when a shape lets anything in', () => {
    const open = command({
      input: z.object({ note: z.string() }),
      output: z.object({}),
      may: 'visit:record',
      says: '试',
    })
    const { input } = contractOf({ open }).open as Contract
    const letIn = wrongInputs(input).filter(wrong => sentenceOf(open, wrong.input) === null)
    expect(letIn.map(wrong => wrong.what)).toEqual(['an unknown field', expect.stringContaining('note = 长')])
  })

  it.each(names)('to %s is refused with one Chinese sentence', name => {
    const operation: Operation = api[name]
    const wrong = wrongInputs(today[name]?.input ?? {})
    expect(wrong.length).toBeGreaterThanOrEqual(4)
    for (const { what, input } of wrong) {
      const sentence = sentenceOf(operation, input)
      expect(sentence, what).toMatch(/[一-龥].*。$/)
      expect(sentence, what).not.toMatch(/Invalid|expected|Unrecognized|Too |Required/i)
    }
  })
})
