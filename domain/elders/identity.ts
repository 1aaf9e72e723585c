// How an elder without a number, with a wrong one or with another's comes to her own: a history, with evidence for each step.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { type NumberKind, numberKinds } from './elder.ts'

export const identityChanges = choice({
  claimed: '补登本人证件',
  mistyped: '原来登错了号码',
  anothers: '原来用的是别人的号码',
  reissued: '证件换发，号码变了',
  lostProof: '没有证件，先发临时编号',
  edited: '修改档案时更改',
})
export type IdentityChange = KeyOf<typeof identityChanges>

export const IdentityInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  id: Id,
  elderId: Id,
  /** What the person saw; if the record moved on, nothing is changed. */
  version: z.int(),
  change: identityChanges.schema,
  numberKind: numberKinds.schema,
  /** Null asks for a temporary number to be issued, or says that there is none. */
  citizenNumber: z._default(z.nullable(text(30)), null),
  /** What was seen and who vouches: the card, the household book, two villagers. */
  evidence: text(200),
})
export type IdentityInput = z.output<typeof IdentityInput>

/** An identity that is no longer used; the last four alone are shown. */
export const PastIdentity = z.object({
  id: Id,
  numberKind: numberKinds.schema,
  numberMask: z.nullable(z.string()),
  change: identityChanges.schema,
  evidence: z.string(),
  endedOn: DayText,
  recordedBy: z.nullable(z.string()),
  recordedAt: Instant,
})
export type PastIdentity = z.output<typeof PastIdentity>

/** Refuses steps that lead nowhere: a claim without a number, a temporary one in place of a card that is there. */
export function checkIdentityChange(given: IdentityInput, before: NumberKind): void {
  const { change, numberKind, citizenNumber } = given
  if (change === 'lostProof') {
    if (numberKind !== 'temporary' || citizenNumber !== null)
      throw new Refused('invalid', '发临时编号时不用填号码，系统会编一个。')
    if (before !== 'none')
      throw new Refused(
        'rule_broken',
        '这份档案已有证件号。号码不对的，请选“原来登错了号码”或“用的是别人的号码”。',
      )
    return
  }
  if (change === 'anothers' && (numberKind === 'none' || numberKind === 'temporary')) return
  if (numberKind === 'none' || numberKind === 'temporary')
    throw new Refused('invalid', '请填写证件上的号码；确实没有证件的，请选“没有证件，先发临时编号”。')
  if (citizenNumber === null) throw new Refused('invalid', '还没有填写证件号码，请对照证件填写。')
}

/** Unique because the record's id is; short enough to be read out and written on a card. */
export function temporaryNumberFor(elderId: string): string {
  return `LS${elderId.replaceAll('-', '').slice(-10).toUpperCase()}`
}
