// An elder who lives in a home: admission, contract, days out, leaving; and what is refused.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'

/** How much care somebody needs, as the staff of a home for tekun is reckoned (domain.md §7). */
export const careNeeds = choice({ ableSelf: '能自理', halfDependent: '半失能', fullyDependent: '全失能' })
export type CareNeed = KeyOf<typeof careNeeds>

export const stayStandings = choice({ livingIn: '在住', outForNow: '请假外出', leftHome: '已退住' })
export type StayStanding = KeyOf<typeof stayStandings>

export const leaveReasons = choice({
  homeForFestival: '回家过节',
  homeVisit: '回家看看',
  hospitalStay: '去医院住院',
  otherLeave: '其他外出',
})
export type LeaveReason = KeyOf<typeof leaveReasons>

export const stayEndings = choice({
  wentHome: '回家住',
  familyTookIn: '家人接走同住',
  movedToOtherHome: '转到别的机构',
  diedHere: '住期内去世',
  leftCounty: '迁出本县',
  couldNotStay: '机构照顾不了',
  otherEnding: '其他退住原因',
})
export type StayEnding = KeyOf<typeof stayEndings>

export const contractSigners = choice({
  signedByElder: '老人本人签的',
  signedByFamily: '家人代签',
  signedByGuardian: '监护人签的',
  signedByCommittee: '村委会代签',
})

const Fen = z.int().check(z.gte(0), z.lte(10_000_000))

/** What was agreed for a time; the three parts make up the fee. No deposit is taken. */
export const StayContract = z.strictObject({
  contractNumber: text(40),
  signedOn: DayText,
  fromOn: DayText,
  toOn: DayText,
  elderFen: Fen,
  familyFen: Fen,
  governmentFen: Fen,
  signer: contractSigners.schema,
  signerName: text(40),
  /** Who signed for the home. */
  homeSignerName: text(40),
})
export type StayContract = z.output<typeof StayContract>

export function feeOf(contract: Pick<StayContract, 'elderFen' | 'familyFen' | 'governmentFen'>): number {
  return contract.elderFen + contract.familyFen + contract.governmentFen
}

export const KeptContract = z.object({ ...StayContract.shape, id: Id, photos: z.array(Id) })

export const StayLeave = z.object({
  id: Id,
  reason: leaveReasons.schema,
  leftOn: DayText,
  expectedOn: z.nullable(DayText),
  /** Who took the elder along or went with her. */
  withWhom: z.nullable(z.string()),
  returnedOn: z.nullable(DayText),
  note: z.nullable(z.string()),
})
export type StayLeave = z.output<typeof StayLeave>

export const StayRow = z.object({
  countyCode: z.string(),
  id: Id,
  facilityId: Id,
  facilityName: z.string(),
  placeName: z.string(),
  elderId: Id,
  residentName: z.string(),
  elderAge: z.nullable(z.number()),
  sex: z.nullable(z.string()),
  isTekun: z.boolean(),
  careNeed: careNeeds.schema,
  bedName: z.nullable(z.string()),
  admittedOn: DayText,
  leftOn: z.nullable(DayText),
  ending: z.nullable(stayEndings.schema),
  standing: stayStandings.schema,
  /** The running leave, if she is out. */
  outSince: z.nullable(DayText),
  expectedOn: z.nullable(DayText),
  feeFen: z.nullable(z.number()),
  contractTo: z.nullable(DayText),
  /** What she owes; below zero: paid ahead. */
  owedFen: z.number(),
})
export type StayRow = z.output<typeof StayRow>

export const Stay = z.object({
  ...StayRow.shape,
  regionCode: RegionCode,
  bedId: z.nullable(Id),
  wishId: z.nullable(Id),
  endingNote: z.nullable(z.string()),
  version: z.number(),
  recordedByName: z.nullable(z.string()),
  recordedAt: Instant,
  contracts: z.array(KeptContract),
  leaves: z.array(StayLeave),
  bills: z.array(
    z.object({
      month: z.string(),
      days: z.number(),
      elderFen: z.number(),
      familyFen: z.number(),
      governmentFen: z.number(),
    }),
  ),
})
export type Stay = z.output<typeof Stay>

/** What of a contract is worth a warning; nothing here forbids. */
export function contractWarnings(
  contract: StayContract,
  rules: { fromYuan: number; toYuan: number; isStation: boolean; careNeed: CareNeed; beds: number },
): string[] {
  const fee = feeOf(contract)
  const said: string[] = []
  if (rules.isStation && fee > 0 && (fee < rules.fromYuan * 100 || fee > rules.toYuan * 100))
    said.push(`每月 ${fee / 100} 元，不在互助站通常的 ${rules.fromYuan}—${rules.toYuan} 元之间，请核对`)
  if (rules.isStation && rules.careNeed === 'fullyDependent')
    said.push('互助站靠互相帮助，照顾不了全失能老人，请商量转到乡镇或县级福利中心')
  if (contract.signer === 'signedByCommittee') said.push('由村委会代签，请写明为什么本人和家人不能签')
  return said
}

export function checkContract(contract: StayContract, today: Day): void {
  const { signedOn, fromOn, toOn } = contract
  if (signedOn > today) throw new Refused('invalid', '签订日期还没有到。请填写实际签订的日期。')
  if (toOn < fromOn) throw new Refused('invalid', '合同到期日期早于开始日期。请改正。')
}

/** A bed takes one; whoever lives somewhere leaves there first. */
export function checkAdmission(facts: {
  admittedOn: Day
  today: Day
  elderEndedOn: Day | null
  livesAt: string | null
  bed: { state: BedState; takenBy: string | null; reservedWishId: string | null } | null
  wishId: string | null
  facilityOpen: boolean
}): void {
  if (facts.admittedOn > facts.today)
    throw new Refused('invalid', '入住日期还没有到。可以先登记愿望、预留床位。')
  if (facts.elderEndedOn !== null) throw new Refused('rule_broken', '这位老人已经离册，不能办入住。')
  if (facts.livesAt !== null)
    throw new Refused('conflict', `这位老人已经住在“${facts.livesAt}”。请先在那里办退住。`)
  if (!facts.facilityOpen)
    throw new Refused('rule_broken', '这个机构没有在运营，不能办入住。请先在设施里改为运营。')
  const { bed } = facts
  if (bed === null) return
  if (bed.takenBy !== null) throw new Refused('conflict', `这张床住着${bed.takenBy}。请换一张空床。`)
  if (bed.state === 'bedOutOfUse') throw new Refused('rule_broken', '这张床停用了。请换一张空床。')
  if (bed.reservedWishId !== null && bed.reservedWishId !== facts.wishId)
    throw new Refused('conflict', '这张床已经为别人预留。请换一张，或先取消预留。')
}

export const bedStates = choice({ bedUsable: '可用的床', bedOutOfUse: '停用的床' })
export type BedState = KeyOf<typeof bedStates>

/** Days out lie one after the other inside the stay. */
export function checkLeave(
  leave: { leftOn: Day; expectedOn: Day | null },
  stay: { admittedOn: Day; leftOn: Day | null; outSince: Day | null; lastReturn: Day | null },
  today: Day,
): void {
  if (stay.leftOn !== null) throw new Refused('conflict', '已经退住，不用再请假。')
  if (stay.outSince !== null)
    throw new Refused('conflict', `已经从 ${stay.outSince} 起请假外出，请先登记回来。`)
  if (leave.leftOn > today) throw new Refused('invalid', '外出日期还没有到。请在出门那天登记。')
  if (leave.leftOn < stay.admittedOn) throw new Refused('invalid', '外出日期早于入住日期。请改正。')
  if (stay.lastReturn !== null && leave.leftOn < stay.lastReturn)
    throw new Refused('invalid', `上次是 ${stay.lastReturn} 回来的，外出日期不能更早。`)
  if (leave.expectedOn !== null && leave.expectedOn < leave.leftOn)
    throw new Refused('invalid', '预计回来的日期早于外出日期。请改正。')
}

export function checkDischarge(on: Day, stay: { admittedOn: Day; leftOn: Day | null }, today: Day): void {
  if (stay.leftOn !== null) throw new Refused('conflict', `已于 ${stay.leftOn} 退住，不用重复办。`)
  if (on > today) throw new Refused('invalid', '退住日期还没有到。请在退住那天办理。')
  if (on < stay.admittedOn) throw new Refused('invalid', '退住日期早于入住日期。请改正。')
}

/**
 * Full-day care with that many beds is an institution (民政部令第66号): living there is a life event, and visits
 * pause. In a smaller station a villager lives on in her village, and is called on as before.
 */
export function isInstitution(
  facility: { beds: number; lodging: boolean; isStation: boolean },
  bedsFrom: number,
): boolean {
  return !facility.isStation || (facility.lodging && facility.beds >= bedsFrom)
}
