// The small shapes that operations share: ids, days, instants, region codes, short and long text.
import * as z from 'zod/mini'
import { isDay } from './day.ts'

/** Every word the checker may say to a person is Chinese; see `sentenceFor`. */
export const Id = z.uuid({ error: '编号格式不对，应为 UUID' })
export const RegionCode = z.string().check(z.regex(/^\d{12}$/, { error: '区划代码应为 12 位数字' }))
export const DayText = z.string().check(z.refine(isDay, { error: '日期应写成 2026-11-23 这样的真实日期' }))
export const MonthText = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: '月份应写成 2026-11' }))
export const Instant = z.iso.datetime({ offset: false, error: '时间应为协调世界时，如 2026-11-23T01:02:03Z' })
/** Server minus phone in milliseconds: at most some forty years. */
export const ClockOffset = z.int().check(z.gte(-1.3e12), z.lte(1.3e12))
export const Count = z.int().check(z.gte(0))
export const Nothing = z.strictObject({})

/** Text a person types, trimmed, never empty. */
export const text = (maximum: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, { error: '不能为空' }),
      z.maxLength(maximum, { error: `最多 ${maximum} 个字` }),
    )

/** A page of a list: `after` is the cursor the last page returned. */
export const Page = {
  limit: z._default(z.int().check(z.gte(1), z.lte(500)), 50),
  after: z.optional(z.string().check(z.maxLength(400))),
}

interface Issue {
  code?: string | undefined
  message: string
  path: PropertyKey[]
  keys?: string[]
  maximum?: number | bigint
}

/** Turns the checker's first complaint into one Chinese sentence naming the field. */
export function sentenceFor(issues: readonly Issue[]): string {
  const issue = issues[0]
  if (!issue) return '填写的内容不符合要求，请检查后重试。'
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return `有不认识的字段：${(issue.keys ?? []).join('、')}。请去掉后重试。`
  const said = /[一-龥]/.test(issue.message) ? issue.message : chineseFor(issue)
  return field ? `“${field}”${said}。` : `${said}。`
}

function chineseFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return '缺少或类型不对'
    case 'too_big':
      return `超出上限 ${issue.maximum ?? ''}`.trim()
    case 'too_small':
      return '低于下限或为空'
    case 'invalid_value':
      return '不在允许的选项里'
    default:
      return '格式不对'
  }
}
