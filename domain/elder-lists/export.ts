// Lists that leave the system: how long one may be, who must agree, how long the word holds, what marks it (domain.md §12).
import * as z from 'zod/mini'
import { elderColumns } from '../elders/columns.ts'
import { ElderFilter } from '../elders/filter.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const exportStates = choice({
  unasked: '无需审批',
  asked: '等待第二人审批',
  agreed: '同意导出',
  turnedDown: '不同意导出',
})
export type ExportState = KeyOf<typeof exportStates>

/** A township has a few thousand elders at most; whoever needs more asks for one area after the other. */
export const exportRowLimit = 20_000

export const ListExport = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  regionName: z.string(),
  filter: ElderFilter,
  columns: z.array(elderColumns.schema),
  /** The day whose ledger it is; null for today's. */
  asOf: z.nullable(DayText),
  reason: z.string(),
  rowCount: z.number(),
  state: exportStates.schema,
  askedById: Id,
  askedBy: z.string(),
  askedAt: Instant,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  decisionNote: z.nullable(z.string()),
  expiresAt: z.nullable(Instant),
})
export type ListExport = z.output<typeof ListExport>

export function checkExportSize(count: number): void {
  if (count > exportRowLimit)
    throw new Refused(
      'too_large',
      `名单有 ${count} 人，一次最多导出 ${exportRowLimit} 人。请选择下一级地区或某一类别后再导出。`,
    )
  if (count === 0) throw new Refused('not_found', '这个范围内没有符合条件的老年人，没有可导出的内容。')
}

/** Short lists are taken at once and written down; longer ones wait for a second person. */
export function stateFor(count: number, freeRows: number): 'unasked' | 'asked' {
  return count <= freeRows ? 'unasked' : 'asked'
}

interface Standing {
  state: ExportState
  askedById: string
  decisionNote: string | null
  expiresAt: string | null
}

export function checkDecision(kept: Standing, decidedById: string): void {
  if (kept.state !== 'asked') throw new Refused('conflict', '这份导出已经有人处理过了，请刷新后查看。')
  if (kept.askedById === decidedById)
    throw new Refused('not_allowed', '不能审批自己提出的导出，请由另一位有审批权的同事办理。')
}

/** @param now an instant; the word of the second person holds until `expiresAt`. */
export function checkTaking(kept: Standing, takenById: string, now: string): void {
  if (kept.askedById !== takenById)
    throw new Refused('not_allowed', '只有提出导出的人可以下载，请用自己的账号另行提出。')
  if (kept.state === 'asked') throw new Refused('rule_broken', '这份名单还在等待第二人审批，同意后即可下载。')
  if (kept.state === 'turnedDown')
    throw new Refused('rule_broken', `审批人不同意这次导出：${kept.decisionNote ?? '没有写明原因'}。`)
  if (kept.expiresAt !== null && kept.expiresAt < now)
    throw new Refused('rule_broken', '这次导出已过有效期，名单可能已有变化。请重新提出。')
}

/** Stands under the list, so that a copy that went astray says whose it was. */
export function watermarkOf(marks: { name: string; login: string; at: string; count: number }): string {
  return `导出人：${marks.name}（${marks.login}）　导出时间：${marks.at}　共 ${marks.count} 人　含个人信息，仅限工作使用，用后请妥善销毁`
}
