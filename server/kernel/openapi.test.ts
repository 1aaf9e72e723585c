// The interface document: complete, well formed, every reference resolved; and the page made from it.
import { describe, expect, it } from 'vitest'
import { api } from '../../domain/api.ts'
import { shapeText } from './api-page.ts'
import { apiPage, openApiDocument } from './openapi.ts'

const document = openApiDocument(api)
const text = JSON.stringify(document)

/** Every node of the document with its place. */
function nodes(value: unknown, place = '#'): [string, Record<string, unknown>][] {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.entries(value).flatMap(([key, child]) =>
    nodes(child, `${place}/${key.replaceAll('/', '~1')}`),
  )
  return Array.isArray(value) ? inner : [[place, value as Record<string, unknown>], ...inner]
}

function at(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)?.[key.replaceAll('~1', '/')],
      document,
    )
}

describe('the document', () => {
  it('has every operation under its own path, with right, words and kind', () => {
    expect(Object.keys(document.paths).sort()).toEqual(
      Object.keys(api)
        .map(name => `/api/${name}`)
        .sort(),
    )
    for (const [name, operation] of Object.entries(api)) {
      const described = document.paths[`/api/${name}`]?.post
      expect(described).toMatchObject({
        operationId: name,
        summary: operation.audit.says,
        'x-right': operation.may,
        'x-offline': operation.offline,
        'x-kind': operation.kind,
      })
      expect(described?.security === undefined).toBe(operation.may === 'anyone')
    }
  })

  it('is well formed: version, titles, one body a request, a description for every answer', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const { post } of Object.values(document.paths)) {
      expect(Object.keys(post.requestBody?.content ?? {})).toHaveLength(1)
      expect(Object.keys(post.responses)).toContain('200')
      for (const [status, response] of Object.entries(post.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/)
        expect('$ref' in response || typeof response.description === 'string').toBe(true)
      }
      for (const parameter of post.parameters ?? [])
        expect('schema' in parameter !== 'content' in parameter).toBe(true)
    }
  })

  it('points nowhere that does not exist, and defines nothing in vain', () => {
    const references = nodes(document).flatMap(([, node]) =>
      typeof node.$ref === 'string' ? [node.$ref] : [],
    )
    expect(references.length).toBeGreaterThan(50)
    expect(
      references.filter(reference => !reference.startsWith('#/') || at(reference) === undefined),
    ).toEqual([])
    for (const name of Object.keys(document.components.responses))
      expect(references).toContain(`#/components/responses/${name}`)
    expect(text).not.toContain('$schema')
    expect(text).not.toContain('$defs')
  })

  it('says that unknown fields are refused on the way in and dropped on the way out', () => {
    const input = document.paths['/api/region.get']?.post.requestBody?.content['application/json']?.schema
    expect(input).toMatchObject({ type: 'object', required: ['code'], additionalProperties: false })
    expect(JSON.stringify(input)).toContain('\\\\d{12}')
  })

  it('lets defaults be left out of a request and promises them in an answer', () => {
    const input = document.paths['/api/account.create']?.post.requestBody?.content['application/json']?.schema
    expect(input?.required).not.toContain('language')
  })

  it('asks for the act id on commands only, and for a file with its shapes in a header', () => {
    const headers = (name: string) =>
      document.paths[`/api/${name}`]?.post.parameters?.map(one => one.name) ?? []
    expect(headers('region.get')).toEqual([])
    expect(headers('setting.change')).toEqual(['x-wanqing-act'])
    expect(headers('elderImport.upload')).toEqual(['x-wanqing-act', 'x-wanqing-input'])
  })
})

describe('the page', () => {
  const page = apiPage(document)

  it('names every operation with its Chinese words, without script or outside file', () => {
    for (const [name, operation] of Object.entries(api)) {
      expect(page).toContain(`POST /api/${name}`)
      expect(page).toContain(operation.audit.says)
    }
    expect(page).not.toMatch(/<script|src=|@import|url\(|https?:/)
  })

  it('writes shapes as people do', () => {
    expect(
      shapeText({ type: 'object', properties: { a: { type: 'string', maxLength: 4 } }, required: ['a'] }),
    ).toBe('{\n  a: string ≤4\n}')
    expect(shapeText({ anyOf: [{ enum: ['x', 'y'] }, { type: 'null' }] })).toBe('"x" | "y" | null')
    expect(shapeText({ type: 'array', items: { type: 'integer', minimum: 0 } })).toBe('[ integer ≥0 … ]')
  })
})
