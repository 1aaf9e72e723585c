// What an elder needs, from whoever heard of it, until it is met or known not to be.
import * as z from 'zod/mini'
import { spokenLanguages } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { serviceKinds } from './catalogue.ts'
import { careWays } from './provider.ts'

export const needSources = choice({
  fromVisit: '探访时提出',
  byCall: '电话提出',
  byFamily: '家人提出',
  byButton: '按呼叫器提出',
  fromAssessment: '能力评估提出',
  fromAidCase: '帮扶个案提出',
  byOffice: '工作人员代为登记',
})
export type NeedSource = KeyOf<typeof needSources>

export const needStates = choice({
  needOpen: '待匹配',
  needMatched: '已匹配，待安排',
  needArranged: '已安排服务',
  needEnded: '需求已办结',
})
export type NeedState = KeyOf<typeof needStates>

export const needEndings = choice({
  served: '已提供服务',
  declinedByElder: '老年人不要了',
  metOtherwise: '家人或邻里已解决',
  cannotBeMet: '暂时提供不了',
  elderGone: '老年人已去世或迁出',
})
export type NeedEnding = KeyOf<typeof needEndings>

export interface NeedFacts {
  matched: boolean
  orders: number
  ended: boolean
}

export function needStateOf({ matched, orders, ended }: NeedFacts): NeedState {
  if (ended) return 'needEnded'
  if (orders > 0) return 'needArranged'
  return matched ? 'needMatched' : 'needOpen'
}

export const NeedRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  kind: serviceKinds.schema,
  source: needSources.schema,
  state: needStates.schema,
  careWay: z.nullable(careWays.schema),
  wantedBy: z.nullable(DayText),
  raisedOn: DayText,
  orders: z.number(),
  endedAs: z.nullable(needEndings.schema),
})
export type NeedRow = z.output<typeof NeedRow>

export const Need = z.extend(NeedRow, {
  sourceId: z.nullable(Id),
  note: z.nullable(z.string()),
  raisedByName: z.nullable(z.string()),
  raisedAt: Instant,
  matchedByName: z.nullable(z.string()),
  matchedAt: z.nullable(Instant),
  matchNote: z.nullable(z.string()),
  endedWhy: z.nullable(z.string()),
  endedAt: z.nullable(Instant),
  spokenLanguage: spokenLanguages.schema,
})
export type Need = z.output<typeof Need>
