// The contract as plain data: what a phone of last month relies on, compared with what the server says today.
import type { OperationTable } from '../domain/kernel/operation.ts'
import { type JsonSchema, openApiDocument } from '../server/kernel/openapi.ts'

export interface Contract {
  kind: 'command' | 'query'
  may: string
  offline: boolean
  /** A phone of any age may call it: from its outbox, or to sign in and deliver that outbox. */
  phone: boolean
  input: JsonSchema
  output: JsonSchema
}

/** What an installed app calls beside the acts in its outbox. */
const phoneCalls = [
  'session.open',
  'session.current',
  'session.close',
  'sync.push',
  'sync.pull',
  'attachment.append',
  'order.appendPhoto',
  'homeBed.appendPhoto',
]

/** Sentences and limits of text change without harm; names, types, lists and what is required do not. */
const kept = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'const',
  'anyOf',
  'additionalProperties',
  'default',
]

function skeleton(schema: unknown): JsonSchema {
  if (schema === null || typeof schema !== 'object') return schema as JsonSchema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => kept.includes(key))
      .map(([key, value]) => {
        if (key === 'properties')
          return [
            key,
            Object.fromEntries(
              Object.entries(value as JsonSchema).map(([name, inner]) => [name, skeleton(inner)]),
            ),
          ]
        if (key === 'anyOf') return [key, (value as unknown[]).map(skeleton)]
        return [key, key === 'items' || key === 'additionalProperties' ? skeleton(value) : value]
      }),
  )
}

export function contractOf(table: OperationTable): Record<string, Contract> {
  const { paths } = openApiDocument(table)
  return Object.fromEntries(
    Object.entries(table).map(([name, { kind, may, offline, bytes }]) => {
      const described = paths[`/api/${name}`]?.post
      const header = described?.parameters?.find(parameter => parameter.name === 'x-wanqing-input')
      const body = (bytes === 'in' ? header : described?.requestBody) as {
        content: Record<string, { schema: JsonSchema }>
      }
      const answer = described?.responses['200'] as { content: Record<string, { schema: JsonSchema }> }
      return [
        name,
        {
          kind,
          may,
          offline,
          phone: offline || phoneCalls.includes(name),
          input: skeleton(body.content['application/json']?.schema ?? {}),
          output: skeleton(answer.content['application/json']?.schema ?? {}),
        },
      ]
    }),
  )
}

/** What an old phone's acts, waiting in its outbox, could no longer do, or how it could no longer deliver them. */
export function breaksOldPhones(before: Record<string, Contract>, today: Record<string, Contract>): string[] {
  return Object.entries(before)
    .filter(([, contract]) => contract.phone)
    .flatMap(([name, contract]) => {
      const now = today[name]
      if (!now) return [`${name}: was removed; keep it and give the new one a new name`]
      if (contract.offline && !now.offline) return [`${name}: no longer taken from an outbox`]
      return [
        ...inputBreaks(contract.input, now.input, `${name} input`),
        ...outputBreaks(contract.output, now.output, `${name} output`),
      ]
    })
}

/** What was accepted must still be accepted. */
function inputBreaks(before: JsonSchema, now: JsonSchema, place: string): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(now)]
  const requiredNow = (now.required ?? []) as string[]
  const requiredBefore = (before.required ?? []) as string[]
  return [
    ...typeBreaks(before, now, place),
    ...Object.keys(was)
      .filter(field => !(field in is))
      .map(field => `${place}.${field}: was removed, and unknown fields are refused`),
    ...requiredNow
      .filter(field => !requiredBefore.includes(field))
      .map(field => `${place}.${field}: is now required; give it a default`),
    ...listOf(before)
      .filter(value => listOf(now).length > 0 && !listOf(now).includes(value))
      .map(value => `${place}: ${String(value)} was taken out of the list`),
    ...inner(before, now).flatMap(([one, other, step]) => inputBreaks(one, other, place + step)),
  ]
}

/** What was promised must still come. */
function outputBreaks(before: JsonSchema, now: JsonSchema, place: string): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(now)]
  return [
    ...typeBreaks(before, now, place),
    ...Object.keys(was)
      .filter(field => !(field in is))
      .map(field => `${place}.${field}: no longer answered`),
    ...inner(before, now).flatMap(([one, other, step]) => outputBreaks(one, other, place + step)),
  ]
}

function typeBreaks(before: JsonSchema, now: JsonSchema, place: string): string[] {
  const [was, is] = [typesOf(before), typesOf(now)]
  const gone = was.filter(type => !is.includes(type))
  return gone.length > 0 && is.length > 0 ? [`${place}: ${gone.join(', ')} became ${is.join(', ')}`] : []
}

const branches = (schema: JsonSchema) => (schema.anyOf ?? [schema]) as JsonSchema[]
const typesOf = (schema: JsonSchema) =>
  branches(schema).flatMap(branch => (typeof branch.type === 'string' ? [branch.type] : []))
const listOf = (schema: JsonSchema) => branches(schema).flatMap(branch => (branch.enum ?? []) as unknown[])
const fieldsOf = (schema: JsonSchema): Record<string, JsonSchema> =>
  Object.assign({}, ...branches(schema).map(branch => branch.properties ?? {}))
const itemsOf = (schema: JsonSchema) =>
  branches(schema).find(branch => branch.items)?.items as JsonSchema | undefined
const valuesOf = (schema: JsonSchema) =>
  branches(schema).find(branch => typeof branch.additionalProperties === 'object')?.additionalProperties as
    | JsonSchema
    | undefined

function inner(before: JsonSchema, now: JsonSchema): [JsonSchema, JsonSchema, string][] {
  const is = fieldsOf(now)
  const fields = Object.entries(fieldsOf(before)).flatMap(
    ([field, schema]): [JsonSchema, JsonSchema, string][] => {
      const other = is[field]
      return other ? [[schema, other, `.${field}`]] : []
    },
  )
  const pairs: [JsonSchema | undefined, JsonSchema | undefined, string][] = [
    [itemsOf(before), itemsOf(now), '[]'],
    [valuesOf(before), valuesOf(now), '{}'],
  ]
  return [
    ...fields,
    ...pairs.flatMap(([one, other, step]): [JsonSchema, JsonSchema, string][] =>
      one && other ? [[one, other, step]] : [],
    ),
  ]
}
