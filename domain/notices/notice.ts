// A notice: one thing one person must hear, how pressing it is, by which channels, and how far it got (domain.md §1.5, §14).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Id, Instant } from '../kernel/shapes.ts'

/** The word of p0 is that of the case's level: it is the same danger. */
export const noticeUrgencies = choice({ p0: '一级（生命危险）', urgent: '加急', normal: '平常' })
export type NoticeUrgency = KeyOf<typeof noticeUrgencies>

export const noticeChannels = choice({ inApp: '站内消息', sms: '短信', voice: '语音电话' })
export type NoticeChannel = KeyOf<typeof noticeChannels>

export const noticeStates = choice({
  unseen: '未看',
  seen: '已看',
  taken: '已接手',
  passedOn: '已转给下一人',
  unanswered: '无人应答',
  inHand: '事情已办',
  told: '已告知',
})
export type NoticeState = KeyOf<typeof noticeStates>

export const noticeKinds = choice({
  caseToYou: '个案交到您手上',
  surgeCalled: '应急看望',
  surgeEnded: '应急看望结束',
  weatherCame: '气象预警到了',
  dailyDigest: '每日提要',
  deviceAlarm: '设备报警通知',
  planChanged: '工作安排有变',
  foodIncident: '食品安全事件',
  complaintLate: '投诉超期',
  personalWord: '其他提醒',
})
export type NoticeKind = KeyOf<typeof noticeKinds>

export const sendStates = choice({
  queued: '排队待发',
  inChannel: '已交通道',
  arrived: '已送达',
  answered: '已应答',
  notSent: '没发出去',
  dropped: '不用再发',
})
export type SendState = KeyOf<typeof sendStates>

/** What the notice is about, so that a screen can open it. */
export const NoticeSubject = z.object({ module: z.string(), id: z.string() })

export const MyNotice = z.object({
  countyCode: z.string(),
  id: Id,
  kind: noticeKinds.schema,
  urgency: noticeUrgencies.schema,
  state: noticeStates.schema,
  text: z.string(),
  subject: NoticeSubject,
  raisedAt: Instant,
})
export type MyNotice = z.output<typeof MyNotice>

export const NoticeSend = z.object({
  id: Id,
  channel: noticeChannels.schema,
  state: sendStates.schema,
  tries: z.number(),
  queuedAt: Instant,
  handedAt: z.nullable(Instant),
  arrivedAt: z.nullable(Instant),
  reason: z.nullable(z.string()),
})
export type NoticeSend = z.output<typeof NoticeSend>

export const NoticeRow = z.object({
  ...MyNotice.shape,
  regionCode: z.string(),
  regionName: z.string(),
  toName: z.string(),
  seenAt: z.nullable(Instant),
  takenAt: z.nullable(Instant),
  sends: z.array(NoticeSend),
})
export type NoticeRow = z.output<typeof NoticeRow>

/** Nobody need be told any more. */
export const overStates: readonly NoticeState[] = ['taken', 'passedOn', 'unanswered', 'inHand']

/** Not looked at by whom it is for, whether or not anybody still tries to reach her. */
export const unreadStates: readonly NoticeState[] = ['unseen', 'told']
