// The interface document as a page a person can read: no script, no outside file.
import type { JsonSchema, OpenApiDocument, OpenApiOperation } from './openapi.ts'

export function pageOf(document: OpenApiDocument): string {
  const operations = Object.values(document.paths).map(path => path.post)
  const modules = [...new Set(operations.map(operation => moduleOf(operation)))]
  const sections = modules.map(name => {
    const own = operations.filter(operation => moduleOf(operation) === name)
    return `<section id="${escapeText(name)}"><h2>${escapeText(name)}</h2>${own.map(operationPart).join('')}</section>`
  })
  const links = modules.map(name => `<a href="#${escapeText(name)}">${escapeText(name)}</a>`).join(' ')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(document.info.title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escapeText(document.info.title)}</h1><p>${escapeText(document.info.description)}</p>
<p>共 ${operations.length} 个操作。供程序读取的版本：<a href="/openapi.json">/openapi.json</a>（OpenAPI 3.1）。</p>
<nav aria-label="模块">${links}</nav></header>
<main>${sections.join('\n')}</main>
</body>
</html>
`
}

const style = `
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0 auto;
max-width:60rem;padding:1rem;color:#1d2733;background:#fff}
nav a{display:inline-block;padding:.25rem .5rem}
h2{border-bottom:2px solid #1d5d8c;margin-top:2.5rem}
h3{margin-bottom:.25rem}code,pre{font-family:ui-monospace,Consolas,monospace}
pre{background:#f3f6f9;padding:.75rem;overflow:auto;font-size:.875rem;line-height:1.45}
.marks{color:#46566a;margin:.25rem 0}summary{cursor:pointer;min-height:2rem}
@media(prefers-color-scheme:dark){body{background:#141a21;color:#e6ebf0}pre{background:#1f2832}
.marks{color:#a9b7c6}a{color:#8cc4ee}}`

function operationPart(operation: OpenApiOperation): string {
  const marks = [
    operation['x-kind'] === 'command' ? '改变数据' : '只查询',
    `权利：${operation['x-right-words']}（${operation['x-right']}）`,
    ...(operation['x-offline'] ? ['手机可离线提交'] : []),
    ...(operation['x-audited'] ? ['记入审计'] : []),
  ]
  const statuses = Object.keys(operation.responses).filter(status => status !== '200')
  return `<article id="${escapeText(operation.operationId)}">
<h3><code>POST /api/${escapeText(operation.operationId)}</code> ${escapeText(operation.summary)}</h3>
<p class="marks">${escapeText(marks.join(' · '))} · 可能的拒绝：${statuses.join('、')}</p>
<details><summary>提交</summary><pre>${escapeText(shapeText(inputOf(operation)))}</pre></details>
<details><summary>答复</summary><pre>${escapeText(shapeText(bodyOf(operation.responses['200'])))}</pre></details>
</article>`
}

function moduleOf(operation: OpenApiOperation): string {
  return operation.tags[0] ?? ''
}

type Content = Record<string, { schema: JsonSchema }>

function bodyOf(part: JsonSchema | undefined): JsonSchema {
  return Object.values((part?.content ?? {}) as Content)[0]?.schema ?? {}
}

/** An upload's shapes travel in a header; everything else in the body. */
function inputOf(operation: OpenApiOperation): JsonSchema {
  const header = operation.parameters?.find(parameter => parameter.name === 'x-wanqing-input')
  return bodyOf(header ?? (operation.requestBody as unknown as JsonSchema))
}

/** A schema as people write shapes: { name: string ≤40, age?: integer }. */
export function shapeText(schema: JsonSchema, indent = ''): string {
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choices) return choices.map(choice => shapeText(choice, indent)).join(' | ')
  if (Array.isArray(schema.enum)) return schema.enum.map(value => JSON.stringify(value)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.type === 'array') return `[ ${shapeText((schema.items || {}) as JsonSchema, indent)} … ]`
  if (schema.type === 'object') return objectText(schema, indent)
  return [schema.type ?? '任意', ...limitsOf(schema)].join(' ')
}

function objectText(schema: JsonSchema, indent: string): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const required = (schema.required ?? []) as string[]
  const deeper = `${indent}  `
  const lines = properties.map(([name, property]) => {
    const fallback = 'default' in property ? `（缺省 ${JSON.stringify(property.default)}）` : ''
    return `${deeper}${name}${required.includes(name) ? '' : '?'}: ${shapeText(property, deeper)}${fallback}`
  })
  const others = schema.additionalProperties
  if (others && typeof others === 'object')
    lines.push(`${deeper}[键]: ${shapeText(others as JsonSchema, deeper)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function limitsOf(schema: JsonSchema): string[] {
  const named: [string, string][] = [
    ['format', ''],
    ['minLength', '≥'],
    ['maxLength', '≤'],
    ['minimum', '≥'],
    ['maximum', '≤'],
  ]
  // Whole numbers carry the range of what a computer can hold; it tells a reader nothing.
  return named.flatMap(([key, sign]) =>
    key in schema && Math.abs(Number(schema[key])) !== Number.MAX_SAFE_INTEGER
      ? [`${sign}${String(schema[key])}`]
      : [],
  )
}

function escapeText(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, sign => signs[sign] ?? sign)
}
