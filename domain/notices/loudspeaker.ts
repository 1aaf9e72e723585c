// 村广播稿: what a village loudspeaker says, in words that can be read out as they stand, and who read it out when.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { Id, Instant, RegionCode, text } from '../kernel/shapes.ts'
import { type SurgeKind, surgeKinds } from '../surges/surge.ts'
import { hasCitizenNumber } from './wording.ts'

export const broadcastKinds = choice({
  weatherWarning: '天气预警',
  scamWarning: '防骗提醒',
  clinicDay: '义诊和体检',
  villageWord: '其他通知事项',
})
export type BroadcastKind = KeyOf<typeof broadcastKinds>

export const BroadcastInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  id: Id,
  regionCodes: z.array(RegionCode).check(z.minLength(1, { error: '至少选一个地方' }), z.maxLength(400)),
  kind: broadcastKinds.schema,
  title: text(40),
  words: text(1000),
  surgeId: z._default(z.nullable(Id), null),
})
export type BroadcastInput = z.output<typeof BroadcastInput>

export const BroadcastRow = z.object({
  countyCode: z.string(),
  id: Id,
  kind: broadcastKinds.schema,
  title: z.string(),
  writtenAt: Instant,
  writtenBy: z.nullable(z.string()),
  villages: z.number(),
  /** Villages where it was read out at least once. */
  readOut: z.number(),
})
export type BroadcastRow = z.output<typeof BroadcastRow>

export const Broadcast = z.object({
  ...BroadcastRow.shape,
  words: z.string(),
  surgeId: z.nullable(Id),
  places: z.array(
    z.object({
      regionCode: z.string(),
      name: z.string(),
      readings: z.array(z.object({ readAt: Instant, reader: z.string() })),
    }),
  ),
})
export type Broadcast = z.output<typeof Broadcast>

const dangers: Readonly<Record<SurgeKind, string>> = {
  coldWave:
    '这两天特别冷。烧炉子、烧炕的，封火以前一定先开窗，烟道要通，别把炭盆放在睡觉的屋里，防止煤气中毒。老年人少出门，出门慢走防滑。家里柴、煤、药不够的，告诉村里。',
  snowstorm:
    '雪很大。房顶的雪、门前的路请年轻人帮老年人清一清，别自己上房。烧炉子先看烟道有没有被雪堵住。没有吃的、没有药的，告诉村里，别自己冒雪出去。',
  heatWave:
    '这几天特别热。中午别下地，多喝水，屋里开窗通风。头晕、恶心、不出汗，马上到阴凉处，告诉家里人或者村里。',
  flood:
    '雨很大，可能发水。住在河边、山边、老房子的，听到通知马上转移，别回去拿东西。不要过有水的桥和路。需要人帮忙转移的，马上告诉村里。',
  gale: '风很大。关好门窗，离开危房、大树、广告牌。别烧荒，炉火要看住。',
  earthquake: '刚才有地震。请到空旷的地方，别回屋里，别坐电梯，关火关电。看看邻居家的老年人出来没有。',
  outage: '现在停电停水。用蜡烛要离开被褥，用炉子要通风。靠用电看病的、家里没有水的，马上告诉村里。',
  otherEmergency: '请大家注意安全，互相照应，听村里的通知。',
}

/** A first version for an officer to read over; it names nobody. */
export function draftFor(kind: SurgeKind): { title: string; words: string } {
  return {
    title: `${surgeKinds.words[kind]}提醒`,
    words: `各位乡亲请注意：${dangers[kind]}隔壁有独居、生病的老年人，请去敲敲门、打个电话。探访员这两天会上门看望，请给开门。村里值班电话请记好，有事随时打。`,
  }
}

export const draftOf: Readonly<Record<BroadcastKind, { title: string; words: string }>> = {
  weatherWarning: draftFor('coldWave'),
  scamWarning: {
    title: '防骗提醒',
    words:
      '各位乡亲请注意：最近有人打电话、上门，说能办补贴、卖保健品、高息存钱。民政、社保、银行都不会让您转账，也不会要短信验证码。不认识的人让您交钱、签字、按手印，先别办，问问儿女，问问村里。已经给了钱的，马上告诉村里，也可以打 110。',
  },
  clinicDay: {
    title: '义诊通知',
    words:
      '各位乡亲请注意：____ 月 ____ 日上午 ____ 点，医生到村部给大家量血压、测血糖、看病，不要钱。请带上正在吃的药。走路不方便的，告诉村里，医生上门。',
  },
  villageWord: { title: '通知', words: '各位乡亲请注意：' },
}

export function checkBroadcast({ words, title }: Pick<BroadcastInput, 'words' | 'title'>): void {
  if (hasCitizenNumber(words) || hasCitizenNumber(title))
    throw new Refused('rule_broken', '广播稿里不能有身份证号，请删掉后再保存。')
  if (/1[3-9]\d{9}/.test(words.replace(/村里?值班电话[^。；]*/g, '')))
    throw new Refused('rule_broken', '广播稿里不要念个人的手机号。要念的，请写在“村里值班电话”后面。')
}
