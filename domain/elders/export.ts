// Lists that leave the system: how long one may be and what marks it (domain.md §12).
import { Refused } from '../kernel/refusal.ts'

/** A township has a few thousand elders at most; whoever needs more asks for one area after the other. */
export const exportRowLimit = 20_000

export function checkExportSize(count: number): void {
  if (count > exportRowLimit)
    throw new Refused(
      'too_large',
      `名单有 ${count} 人，一次最多导出 ${exportRowLimit} 人。请选择下一级地区或某一类别后再导出。`,
    )
  if (count === 0) throw new Refused('not_found', '这个范围内没有符合条件的老年人，没有可导出的内容。')
}

/** Stands under the list, so that a copy that went astray says whose it was. */
export function watermarkOf(marks: { name: string; login: string; at: string; count: number }): string {
  return `导出人：${marks.name}（${marks.login}）　导出时间：${marks.at}　共 ${marks.count} 人　含个人信息，仅限工作使用，用后请妥善销毁`
}
