// 《个人信息保护法》第十四、十五、二十九条 [G]: consent is given for one purpose, on its own, and can be withdrawn as easily.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type Day, lastDayOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'

/** What an elder is asked, each by itself. An organ's duty needs none of them; being called on is a matter of will. */
export const consentPurposes = choice({
  beVisited: '接受上门探访',
  healthNotes: '登记健康情况',
  pictures: '拍照和录音',
  providerSharing: '把资料告诉上门服务的机构',
  familyLink: '让子女在网上看到近况',
  monitoring: '安装呼叫器等设备',
})
export type ConsentPurpose = KeyOf<typeof consentPurposes>

export const consentAnswers = choice({ agrees: '同意', refuses: '不愿意', withdraws: '撤回同意' })
export type ConsentAnswer = KeyOf<typeof consentAnswers>

/** How the answer was given; who cannot write presses a finger or speaks before a witness. */
export const consentWays = choice({
  signature: '本人签字',
  thumbPrint: '按指印',
  beforeWitness: '口头表示，有见证人',
  byGuardian: '监护人代为表示',
})
export type ConsentWay = KeyOf<typeof consentWays>

/** Who may stand beside: neither the caller nor nobody. */
const needsSecond: readonly ConsentWay[] = ['thumbPrint', 'beforeWitness', 'byGuardian']

export const ConsentInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  id: Id,
  elderId: Id,
  purpose: consentPurposes.schema,
  answer: consentAnswers.schema,
  way: consentWays.schema,
  /** Witness or guardian, with what they are to the elder. */
  secondPerson: z._default(z.nullable(text(80)), null),
  answeredOn: DayText,
  /** When to ask again; null leaves it to the region's setting. */
  askAgainOn: z._default(z.nullable(DayText), null),
  note: z._default(z.nullable(text(300)), null),
})
export type ConsentInput = z.output<typeof ConsentInput>

export const Consent = z.object({
  ...z.omit(ConsentInput, { countyCode: true, elderId: true }).shape,
  secondPerson: z.nullable(z.string()),
  askAgainOn: z.nullable(DayText),
  note: z.nullable(z.string()),
  recordedBy: z.nullable(z.string()),
  recordedAt: Instant,
})
export type Consent = z.output<typeof Consent>

/** Refuses answers to come, answers nobody stood by, and asking again before having asked. */
export function checkConsent(given: ConsentInput, standing: ConsentAnswer | null, today: Day): void {
  if (given.answeredOn > today) throw new Refused('rule_broken', '表示意愿的日期还没有到，请填写实际的日期。')
  if (needsSecond.includes(given.way) && given.secondPerson === null)
    throw new Refused('invalid', `“${consentWays.words[given.way]}”要写明见证人或监护人的姓名和关系。`)
  if (given.askAgainOn !== null && given.askAgainOn <= given.answeredOn)
    throw new Refused('rule_broken', '再次询问的日期要晚于这次询问的日期。')
  if (given.answer === 'withdraws' && standing !== 'agrees')
    throw new Refused('rule_broken', '还没有同意过这一项，不用撤回。不愿意的请选“不愿意”。')
}

/** The answers in force: the last of each purpose, by the day it was given and then by when it was written down. */
export function answersInForce<
  Given extends { purpose: ConsentPurpose; answeredOn: Day; recordedAt: string },
>(answers: readonly Given[]): Map<ConsentPurpose, Given> {
  const inForce = new Map<ConsentPurpose, Given>()
  for (const answer of answers) {
    const other = inForce.get(answer.purpose)
    if (!other || isLater(answer, other)) inForce.set(answer.purpose, answer)
  }
  return inForce
}

function isLater(
  one: { answeredOn: Day; recordedAt: string },
  other: { answeredOn: Day; recordedAt: string },
): boolean {
  if (one.answeredOn !== other.answeredOn) return one.answeredOn > other.answeredOn
  return one.recordedAt > other.recordedAt
}

/** The day so many months later, at most the month's last: 31 August and six months make the end of February. */
export function monthsLater(day: Day, months: number): Day {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const target = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
  const last = lastDayOf(target)
  const wanted = `${target}${day.slice(7)}`
  return wanted < last ? wanted : last
}
