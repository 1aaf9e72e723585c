// The interface document (OpenAPI 3.1), derived from the table of operations and from nothing else.
import * as z from 'zod'
import { rights } from '../../domain/accounts/rights.ts'
import type { Operation, OperationTable } from '../../domain/kernel/operation.ts'
import { refusalStatus } from '../../domain/kernel/refusal.ts'
import { pageOf } from './api-page.ts'

export type JsonSchema = Record<string, unknown>

export interface OpenApiOperation {
  operationId: string
  summary: string
  tags: string[]
  parameters?: JsonSchema[]
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, JsonSchema>
  security?: Record<string, string[]>[]
  'x-kind': Operation['kind']
  'x-right': string
  'x-right-words': string
  'x-offline': boolean
  'x-audited': boolean
}

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, { post: OpenApiOperation }>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, JsonSchema>
    securitySchemes: Record<string, JsonSchema>
  }
}

const reasons: Record<keyof typeof refusalStatus, string> = {
  invalid: '填写的内容不符合要求',
  not_signed_in: '没有登录，或登录已过期',
  not_allowed: '岗位没有这项权利',
  not_found: '没有这条记录，或不在辖区内',
  conflict: '与已有的记录冲突',
  too_large: '内容太大',
  rule_broken: '不符合业务规定',
  too_many: '次数太多，请稍后再试',
  unavailable: '暂时办不了，请稍后再试',
}

export function openApiDocument(table: OperationTable, version = '1'): OpenApiDocument {
  const names = Object.keys(table)
  return {
    openapi: '3.1.0',
    info: {
      title: '晚晴 接口说明',
      version,
      description:
        '每个操作都是 POST /api/<操作名>，内容为 JSON。改变数据的操作须带请求头 x-wanqing-act（UUID，由调用方选定）：' +
        '同一编号、同样内容重复提交只执行一次；同一编号、不同内容会被拒绝。多出的字段一律拒绝。',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(names.map(moduleOf))].map(name => ({ name })),
    paths: Object.fromEntries(
      Object.entries(table).map(([name, operation]) => [`/api/${name}`, { post: describe(name, operation) }]),
    ),
    components: {
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { enum: [...Object.keys(refusalStatus), 'fault'], description: '原因，供程序判断' },
            message: { type: 'string', description: '给人看的一句话，说明下一步怎么办' },
            details: { type: 'object', description: '供界面使用，如出错的字段名' },
          },
        },
      },
      responses: Object.fromEntries(
        Object.entries(reasons).map(([code, description]) => [
          code,
          refusalResponse(`${code}：${description}`),
        ]),
      ),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wanqing_session' } },
    },
  }
}

/** The document as a readable page in Chinese; needs no script. */
export function apiPage(document: OpenApiDocument): string {
  return pageOf(document)
}

function moduleOf(name: string): string {
  return name.split('.')[0] ?? name
}

function refusalResponse(description: string): JsonSchema {
  return {
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
  }
}

function describe(name: string, operation: Operation): OpenApiOperation {
  const { kind, may, audit, offline, bytes } = operation
  const input = schemaOf(operation.input, 'input')
  const parameters = [
    ...(kind === 'command' && may !== 'anyone' ? [actHeader] : []),
    ...(bytes === 'in' ? [inputHeader(input)] : []),
  ]
  return {
    operationId: name,
    summary: audit.says,
    tags: [moduleOf(name)],
    ...(parameters.length > 0 && { parameters }),
    requestBody: {
      required: true,
      content:
        bytes === 'in'
          ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
          : { 'application/json': { schema: input } },
    },
    responses: { 200: success(operation), ...refusals(may) },
    ...(may !== 'anyone' && { security: [{ session: [] }] }),
    'x-kind': kind,
    'x-right': may,
    'x-right-words': may === 'anyone' ? '任何人' : may === 'signedIn' ? '已登录的人' : rights.words[may],
    'x-offline': offline,
    'x-audited': audit.personal || kind === 'command',
  }
}

const actHeader = {
  name: 'x-wanqing-act',
  in: 'header',
  required: true,
  description: '本次操作的编号，由调用方选定；重试时不变',
  schema: { type: 'string', format: 'uuid' },
}

function inputHeader(schema: JsonSchema) {
  return {
    name: 'x-wanqing-input',
    in: 'header',
    required: true,
    description: '操作的内容：JSON 经 encodeURIComponent 编码，因为请求体是文件本身',
    content: { 'application/json': { schema } },
  }
}

function success({ output, bytes }: Operation): JsonSchema {
  const content =
    bytes === 'out'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(output, 'output') } }
  return { description: bytes === 'out' ? '文件' : '办成', content }
}

/** Codes that share a status share an entry; here every code has a status of its own. */
function refusals(may: Operation['may']): Record<string, JsonSchema> {
  const possible = Object.entries(refusalStatus).filter(
    ([code]) => may !== 'anyone' || (code !== 'not_signed_in' && code !== 'not_allowed'),
  )
  return Object.fromEntries(
    possible.map(([code, status]) => [String(status), { $ref: `#/components/responses/${code}` }]),
  )
}

/** One schema a shape, written out in full: the table has no shape deep enough to be worth a name of its own. */
function schemaOf(shape: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', reused: 'inline' })
  return schema
}
