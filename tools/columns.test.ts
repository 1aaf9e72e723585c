// Every row shape in TypeScript has its column in the database: same name, same nullability, same closed list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { tables } from '../server/tables.ts'
import { type Catalogue, closedListOf, readCatalogue } from './catalogue.ts'
import { openTestSystem, type TestSystem } from './test-system.ts'

type Shape = z.ZodMiniObject

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The keys of a closed list, through nullable and default; null for anything open. */
function keysOf(schema: z.core.$ZodType): string[] | null {
  const def = schema._zod.def as unknown as { type: string; innerType?: z.core.$ZodType; entries?: object }
  if (def.type === 'enum') return Object.values(def.entries ?? {})
  return def.innerType && def.type !== 'array' ? keysOf(def.innerType) : null
}

const kindOf: Record<string, RegExp> = {
  string: /^(text|uuid|date|timestamp with time zone|character varying.*)$/,
  enum: /^text$/,
  number: /^(integer|bigint|smallint|real|double precision|numeric.*)$/,
  boolean: /^boolean$/,
  array: /\[\]$|^jsonb?$/,
  object: /^jsonb?$/,
  record: /^jsonb?$/,
  union: /^jsonb?$/,
  unknown: /^jsonb?$/,
}

function baseType(schema: z.core.$ZodType): string {
  const def = schema._zod.def as unknown as { type: string; innerType?: z.core.$ZodType }
  return def.innerType && ['nullable', 'optional', 'default'].includes(def.type)
    ? baseType(def.innerType)
    : def.type
}

/** Names every disagreement between one row shape and the catalogue. */
function disagreements(name: string, shape: Shape, { columns, constraints }: Catalogue): string[] {
  const table = snake(name)
  const held = new Map(
    columns.filter(column => column.table === table).map(column => [column.column, column]),
  )
  if (held.size === 0) return [`${table}: no such table`]
  const lists = new Map(
    constraints.flatMap(constraint => {
      const list =
        constraint.table === table && constraint.kind === 'check' ? closedListOf(constraint.definition) : null
      return list ? [[list.column, list.words] as const] : []
    }),
  )
  const fields = Object.entries(shape.shape)
  const said = new Set(fields.map(([field]) => snake(field)))
  // A generated column belongs to an index: nobody writes it and no row shape need name it.
  const missing = [...held.values()]
    .filter(one => !said.has(one.column) && !one.generated)
    .map(one => one.column)
  return [
    ...missing.map(column => `${table}.${column}: in the database and in no row shape`),
    ...fields.flatMap(([field, schema]) => {
      const column = held.get(snake(field))
      const place = `${table}.${snake(field)}`
      if (!column) return [`${place}: in the row shape and not in the database`]
      const problems: string[] = []
      const open = baseType(schema) === 'unknown'
      if (!open && z.safeParse(schema, null).success !== column.nullable)
        problems.push(
          `${place}: the database says ${column.nullable ? 'null' : 'not null'}, the row shape does not`,
        )
      if (!kindOf[baseType(schema)]?.test(column.type))
        problems.push(`${place}: ${column.type} in the database, ${baseType(schema)} in the row shape`)
      const keys = keysOf(schema)
      const words = lists.get(snake(field)) ?? null
      if (JSON.stringify(keys?.toSorted()) !== JSON.stringify(words?.toSorted() ?? undefined))
        problems.push(`${place}: the check lists ${words}, the row shape ${keys}`)
      return problems
    }),
  ]
}

let world: TestSystem
let catalogue: Catalogue
beforeAll(async () => {
  world = await openTestSystem()
  catalogue = await readCatalogue(world.pool)
})
afterAll(() => world.close())

describe('the checker', () => {
  const catalogueOf = (definition: string): Catalogue => ({
    columns: [
      { table: 'things', column: 'id', type: 'uuid', nullable: false, generated: false },
      { table: 'things', column: 'kind', type: 'text', nullable: false, generated: false },
    ],
    constraints: [{ table: 'things', name: 'c', kind: 'check', columns: ['kind'], target: null, definition }],
    tables: [],
  })
  const list = catalogueOf(`CHECK ((kind = ANY (ARRAY['a'::text, 'b'::text])))`)

  it('is content when both agree', () => {
    expect(disagreements('things', z.object({ id: z.uuid(), kind: z.enum(['b', 'a']) }), list)).toEqual([])
  })

  it.each([
    ['a column that no shape names', z.object({ id: z.uuid() }), /kind: in the database/],
    [
      'a field that has no column',
      z.object({ id: z.uuid(), kind: z.enum(['a', 'b']), risk: z.string() }),
      /risk: in the row/,
    ],
    [
      'another nullability',
      z.object({ id: z.nullable(z.uuid()), kind: z.enum(['a', 'b']) }),
      /id: the database says not null/,
    ],
    ['a longer list', z.object({ id: z.uuid(), kind: z.enum(['a', 'b', 'c']) }), /kind: the check lists/],
    ['a list without a check', z.object({ id: z.enum(['x']), kind: z.enum(['a', 'b']) }), /id: /],
    ['a check without a list', z.object({ id: z.uuid(), kind: z.string() }), /kind: the check lists/],
    ['another type', z.object({ id: z.number(), kind: z.enum(['a', 'b']) }), /id: uuid in the database/],
  ])('catches %s', (_what, shape, message) => {
    expect(disagreements('things', shape, list).join('\n')).toMatch(message)
  })

  it('reads a list that came from "in" on a nullable column', () => {
    expect(closedListOf(`CHECK (("group" = ANY (ARRAY['x'::text, 'y'::text])))`)).toEqual({
      column: 'group',
      words: ['x', 'y'],
    })
    expect(closedListOf('CHECK ((ended_at >= started_at))')).toBeNull()
  })
})

it.each(Object.entries(tables))('%s: row shape and table agree', (name, shape) => {
  expect(disagreements(name, shape as unknown as Shape, catalogue)).toEqual([])
})

it('every table of the database has a row shape', () => {
  const shaped = new Set(Object.keys(tables).map(snake))
  expect(catalogue.tables.map(({ table }) => table).filter(table => !shaped.has(table))).toEqual([])
})
