// What a kitchen writes down beside its samples: goods bought and looked at, what was disinfected, what it checked itself.
import * as z from 'zod/mini'
import { mondayOf } from '../canteens/week.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, dayOf, daysBetween, lastDayOf, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, text } from '../kernel/shapes.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const ofCanteen = { countyCode, id: Id, canteenId: Id }

/** What whoever takes the goods in finds. */
export const acceptances = choice({ goodsAccepted: '查验合格', goodsSentBack: '不合格，已退回' })

export const PurchaseInput = z.strictObject({
  ...ofCanteen,
  boughtOn: DayText,
  goods: text(40),
  /** As it stands on the ticket: 20 斤, 3 箱. */
  amount: text(20),
  supplier: text(40),
  ticketNumber: z._default(z.nullable(text(40)), null),
  costFen: z._default(z.nullable(z.int().check(z.gte(0), z.lte(100_000_000))), null),
  expiresOn: z._default(z.nullable(DayText), null),
  acceptance: z._default(acceptances.schema, 'goodsAccepted'),
  note: z._default(z.nullable(text(200)), null),
})
export type PurchaseInput = z.output<typeof PurchaseInput>

export const disinfectedThings = choice({
  tableware: '餐具饮具',
  knivesAndBoards: '刀具砧板',
  worktops: '操作台面',
  kitchenFloor: '厨房地面',
  mealBoxes: '送餐箱',
  diningRoom: '用餐区',
})
export const disinfectionWays = choice({
  hotCabinet: '消毒柜高温',
  boiling: '煮沸或蒸汽',
  chlorineBath: '消毒液浸泡擦拭',
  uvLamp: '紫外线灯',
})

export const DisinfectionInput = z.strictObject({
  ...ofCanteen,
  day: DayText,
  things: z.array(disinfectedThings.schema).check(z.minLength(1), z.maxLength(6)),
  way: disinfectionWays.schema,
  minutes: z.int().check(z.gte(1), z.lte(600)),
  doneAt: Instant,
})
export type DisinfectionInput = z.output<typeof DisinfectionInput>

export const selfCheckKinds = choice({ dayCheck: '日管控', weekCheck: '周排查', monthCheck: '月调度' })
export type SelfCheckKind = KeyOf<typeof selfCheckKinds>

/** 市场监管总局令第60号 asks for the three rhythms; the points are those a village kitchen can look at. */
export const selfCheckItems = choice({
  staffWell: '从业人员当天没有发热、腹泻、手部伤口',
  handsWashed: '上岗前洗手，穿戴工作衣帽',
  goodsFresh: '食材新鲜、在保质期内，没有异味霉变',
  rawApart: '生熟分开存放，刀具砧板分开用',
  cookedThrough: '饭菜烧熟煮透，豆角煮熟',
  fridgeCold: '冰箱温度合适（冷藏 0–8 ℃）',
  samplesKept: '当天每餐都留了样',
  waterGasSafe: '用水干净，燃气电器关好',
  recordsWhole: '本周进货、消毒、留样记录都齐',
  certificatesValid: '许可证和健康证都在有效期',
  pestsKept: '没有老鼠、蟑螂，纱窗和下水口完好',
  storeTidy: '库房离地离墙，没有过期食品',
  wasteTaken: '泔水垃圾日产日清',
  troublesMended: '上次发现的问题都已整改',
  complaintsAnswered: '本月老人意见都已答复',
  staffTaught: '本月组织学过食品安全知识',
  weekSummed: '本月每周排查都做了，问题有记录',
  nextPlanned: '下月要防的风险已布置',
})
export type SelfCheckItem = KeyOf<typeof selfCheckItems>

export const itemsOf: Readonly<Record<SelfCheckKind, readonly SelfCheckItem[]>> = {
  dayCheck: [
    ...(['staffWell', 'handsWashed', 'goodsFresh', 'rawApart', 'cookedThrough', 'fridgeCold'] as const),
    ...(['samplesKept', 'waterGasSafe'] as const),
  ],
  weekCheck: [
    ...([
      'recordsWhole',
      'certificatesValid',
      'pestsKept',
      'storeTidy',
      'wasteTaken',
      'troublesMended',
    ] as const),
  ],
  monthCheck: ['weekSummed', 'complaintsAnswered', 'staffTaught', 'nextPlanned'],
}

export const SelfCheckInput = z.strictObject({
  ...ofCanteen,
  kind: selfCheckKinds.schema,
  /** Any day of the day, week or month that is meant. */
  day: DayText,
  /** What was not as it should be; everything else of the list was. */
  faults: z._default(z.array(selfCheckItems.schema).check(z.maxLength(20)), []),
  /** What is done about it. */
  note: z._default(z.nullable(text(200)), null),
  doneAt: Instant,
})
export type SelfCheckInput = z.output<typeof SelfCheckInput>

/** The first day of the day, week or month a check stands for: one check for each. */
export function periodOf(kind: SelfCheckKind, day: Day): Day {
  if (kind === 'dayCheck') return day
  return kind === 'weekCheck' ? mondayOf(day) : `${monthOf(day)}-01`
}

export function endOfPeriod(kind: SelfCheckKind, first: Day): Day {
  if (kind === 'dayCheck') return first
  return kind === 'weekCheck' ? addDays(first, 6) : lastDayOf(monthOf(first))
}

const clockSlackMs = 10 * 60_000

/** A record is made of what has been, and within days of it: a month filled in at its end is worth nothing. */
export function checkRecord(
  record: { day: Day; doneAt?: string },
  { now, withinDays }: { now: Date; withinDays: number },
): void {
  const today = dayOf(now)
  if (
    record.day > today ||
    (record.doneAt !== undefined && Date.parse(record.doneAt) > now.getTime() + clockSlackMs)
  )
    throw new Refused('rule_broken', '不能记还没到的日子，请核对日期和手机时间。')
  if (daysBetween(record.day, today) > withinDays)
    throw new Refused('rule_broken', `台账最迟 ${withinDays} 天内补记，${record.day} 的已经太久。`)
}

export function checkSelfCheck(check: SelfCheckInput, given: { now: Date; withinDays: number }): void {
  const first = periodOf(check.kind, check.day)
  const last = endOfPeriod(check.kind, first)
  const today = dayOf(given.now)
  checkRecord({ day: last < today ? last : first < today ? today : first, doneAt: check.doneAt }, given)
  if (check.faults.some(item => !itemsOf[check.kind].includes(item)))
    throw new Refused('invalid', '有不属于这张自查表的项目，请刷新后重填。')
  if (check.faults.length > 0 && check.note === null)
    throw new Refused('invalid', '有不符合的项目，请写一句怎么整改。')
}

export const PurchaseRow = z.object({
  ...{ id: Id, boughtOn: DayText, goods: z.string(), amount: z.string(), supplier: z.string() },
  ...{ ticketNumber: z.nullable(z.string()), costFen: z.nullable(Count), expiresOn: z.nullable(DayText) },
  ...{ acceptance: acceptances.schema, note: z.nullable(z.string()), byName: z.nullable(z.string()) },
  photoId: z.nullable(Id),
})
export type PurchaseRow = z.output<typeof PurchaseRow>

export const DisinfectionRow = z.object({
  ...{ id: Id, day: DayText, things: z.array(disinfectedThings.schema), way: disinfectionWays.schema },
  ...{ minutes: Count, doneAt: Instant, byName: z.nullable(z.string()) },
})
export type DisinfectionRow = z.output<typeof DisinfectionRow>

export const SelfCheckRow = z.object({
  ...{ id: Id, kind: selfCheckKinds.schema, day: DayText, faults: z.array(selfCheckItems.schema) },
  ...{ note: z.nullable(z.string()), doneAt: Instant, byName: z.nullable(z.string()) },
})
export type SelfCheckRow = z.output<typeof SelfCheckRow>
