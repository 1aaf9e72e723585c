// A household as screens show it: the house, who lives there, what befell it; and what splitting and joining ask.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { elderGroups, sexes } from './elder.ts'
import { kinships, whereabouts } from './kin.ts'

export const dwellings = choice({ bungalow: '平房', flat: '楼房', rented: '租房', borrowed: '借住' })
export type Dwelling = KeyOf<typeof dwellings>

export const householdEventKinds = choice({
  split: '分户',
  join: '并户',
  detailsChanged: '户信息更改',
})
export type HouseholdEventKind = KeyOf<typeof householdEventKinds>

/** What a list of households may be narrowed to. */
export const householdFilters = choice({
  oneElder: '只有一位老人',
  eldersOnly: '只有老人同住',
  nobodyHere: '已无人居住',
})
export type HouseholdFilter = KeyOf<typeof householdFilters>

const Member = z.object({
  id: Id,
  name: z.string(),
  sex: sexes.schema,
  age: z.nullable(z.number()),
  groups: z.array(elderGroups.schema),
})

/** One who lives in the house and is in no ledger; known from the kin of those who are. */
const KinAtHome = z.object({
  id: Id,
  ofElderId: Id,
  ofElderName: z.string(),
  name: z.string(),
  relation: z.string(),
  kinship: kinships.schema,
})

export const HouseholdRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  address: z.string(),
  hamlet: z.nullable(z.string()),
  dwelling: z.nullable(dwellings.schema),
  members: z.array(Member),
  kinAtHome: z.number(),
  /** Whom to call first about those who live here. */
  firstCall: z.nullable(
    z.object({ name: z.string(), relation: z.string(), phoneMask: z.nullable(z.string()) }),
  ),
})
export type HouseholdRow = z.output<typeof HouseholdRow>

export const HouseholdEvent = z.object({
  id: Id,
  kind: householdEventKinds.schema,
  happenedOn: DayText,
  reason: z.string(),
  /** Seen from the household asked about: people came, or went. */
  names: z.array(z.string()),
  direction: z.nullable(z.enum(['cameHere', 'wentAway'])),
  otherHouseholdId: z.nullable(Id),
  otherAddress: z.nullable(z.string()),
  changes: z.array(
    z.object({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
  recordedBy: z.nullable(z.string()),
  recordedAt: Instant,
  undoneAt: z.nullable(Instant),
  undoReason: z.nullable(z.string()),
})
export type HouseholdEvent = z.output<typeof HouseholdEvent>

export const Household = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  address: z.string(),
  hamlet: z.nullable(z.string()),
  dwelling: z.nullable(dwellings.schema),
  phoneMask: z.nullable(z.string()),
  version: z.number(),
  /** The day the answer speaks of. */
  on: DayText,
  members: z.array(z.object({ ...Member.shape, since: DayText })),
  kinAtHome: z.array(KinAtHome),
  /** Elders who lived here and do so no more. */
  before: z.array(
    z.object({
      id: Id,
      name: z.string(),
      cameOn: DayText,
      leftOn: DayText,
      why: z.enum(['moved', 'died', 'movedOut']),
    }),
  ),
  events: z.array(HouseholdEvent),
})
export type Household = z.output<typeof Household>

/** What an event did, enough to put everything back where it was. */
export const HouseholdEffects = z.object({
  elders: z.array(z.object({ id: Id })),
  kin: z.array(
    z.object({
      id: Id,
      before: z.nullable(whereabouts.schema),
      after: z.nullable(whereabouts.schema),
    }),
  ),
  changes: z.array(
    z.object({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
})
export type HouseholdEffects = z.output<typeof HouseholdEffects>

interface House {
  id: string
  regionCode: string
}

interface Moving {
  from: House
  to: House
  /** In the ledger and living in `from` now. */
  members: readonly { id: string; name: string; cameOn: Day }[]
  leaving: readonly string[]
  on: Day
  today: Day
}

/** Splitting: some leave, somebody stays, and none of it in the future or before they came. */
export function checkSplit(moving: Moving): void {
  checkPlaces(moving)
  checkDays(moving)
  if (moving.leaving.length === 0) throw broken('还没有选谁搬出去。请至少勾选一个人。')
  const stranger = moving.leaving.find(id => moving.members.every(member => member.id !== id))
  if (stranger !== undefined)
    throw new Refused('conflict', '所选的人里有人已经不在这一户了。请刷新后重新勾选。')
}

export function checkJoin(moving: Omit<Moving, 'leaving'>): void {
  if (moving.from.id === moving.to.id) throw broken('两边是同一户，不用合并。请重新选择要并入的户。')
  checkPlaces(moving)
  const leaving = moving.members.map(member => member.id)
  if (leaving.length === 0) throw broken('这一户已经没有在册老年人，不用合并。')
  checkDays({ ...moving, leaving })
}

/** Another village means other duties and another visitor: that is a move of its own, with its cascade. */
function checkPlaces({ from, to }: Pick<Moving, 'from' | 'to'>): void {
  if (from.regionCode !== to.regionCode)
    throw broken('分户、并户只在本村（社区）里办。搬到别的村请在档案里办理迁居。')
}

function checkDays({ members, leaving, on, today }: Omit<Moving, 'from' | 'to'>): void {
  if (on > today) throw broken('日期还没有到。请填写实际搬动的日期。')
  const early = members.find(member => leaving.includes(member.id) && on < member.cameOn)
  if (early) throw broken(`${early.name}从 ${early.cameOn} 起才住在这一户，搬出的日期不能更早。请核对日期。`)
}

/** Taking back a split or join is possible as long as nobody of those moved has moved on. */
export function checkUndo(event: {
  kind: HouseholdEventKind
  undoneAt: string | null
  movedOn: string | null
}): void {
  if (event.undoneAt !== null) throw new Refused('conflict', '这一次已经撤销过了，不用重复撤销。')
  if (event.kind === 'detailsChanged') throw broken('更改户信息不用撤销，直接改回来就可以。')
  if (event.movedOn !== null) throw broken(`${event.movedOn}在这之后又搬过一次。请先撤销后面的那一次。`)
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}
