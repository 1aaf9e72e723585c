// 《个人信息保护法》第四十四至五十条 [G]: what an elder, or after her death her kin, may ask of those who hold her record.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant } from '../kernel/shapes.ts'

export const subjectRequestKinds = choice({
  copyOfRecord: '要一份自己的档案',
  correction: '要求更正',
  whoLooked: '问谁看过自己的档案',
  explanation: '要求说明某个决定',
  erasure: '要求删除',
})
export type SubjectRequestKind = KeyOf<typeof subjectRequestKinds>

export const subjectRequestStates = choice({
  pending: '等待答复',
  fulfilled: '已照办',
  notFulfilled: '未照办，已说明理由',
})
export type SubjectRequestState = KeyOf<typeof subjectRequestStates>

export const SubjectRequest = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: z.string(),
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  kind: subjectRequestKinds.schema,
  wish: z.string(),
  askedBy: z.string(),
  askedOn: DayText,
  dueOn: DayText,
  state: subjectRequestStates.schema,
  answer: z.nullable(z.string()),
  answeredBy: z.nullable(z.string()),
  answeredAt: z.nullable(Instant),
})
export type SubjectRequest = z.output<typeof SubjectRequest>

export function checkRequest(request: { askedOn: Day; today: Day }): void {
  if (request.askedOn > request.today)
    throw new Refused('rule_broken', '提出的日期还没有到，请填写实际的日期。')
}

export function checkAnswer(state: SubjectRequestState): void {
  if (state !== 'pending') throw new Refused('conflict', '这项请求已经答复过了，请刷新后查看。')
}
