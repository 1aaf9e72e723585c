// A move between two counties: what is handed over, and how each side sees it.
import * as z from 'zod/mini'
import { aidCaseLevels } from '../aid-cases/aid-case.ts'
import {
  birthCalendars,
  elderGroups,
  numberKinds,
  readLanguages,
  recordedGroups,
  sexes,
  spokenLanguages,
} from '../elders/elder.ts'
import { kinships } from '../elders/kin.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const transferStates = choice({
  toReceive: '待接收',
  received: '已接收',
  sentBack: '已退回',
  withdrawn: '已撤回',
})
export type TransferState = KeyOf<typeof transferStates>

export const linkWays = choice({ cameFrom: '由外县迁入', wentTo: '迁往外县' })

/** Sealed while it travels: whole numbers and telephones, and what has been seen of her. */
export const TransferPayload = z.object({
  name: z.string(),
  sex: sexes.schema,
  bornOn: z.nullable(DayText),
  birthCalendar: birthCalendars.schema,
  ethnicity: z.string(),
  spokenLanguage: spokenLanguages.schema,
  numberKind: numberKinds.schema,
  citizenNumber: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  note: z.nullable(z.string()),
  willingToBeVisited: z.boolean(),
  readLanguage: z.nullable(readLanguages.schema),
  hardOfHearing: z.boolean(),
  weakSight: z.boolean(),
  synthetic: z.boolean(),
  contacts: z.array(
    z.object({
      name: z.string(),
      relation: z.string(),
      kinship: kinships.schema,
      sex: sexes.schema,
      isSupporter: z.boolean(),
      phone: z.nullable(z.string()),
      livesIn: z.nullable(z.string()),
    }),
  ),
  memberships: z.array(z.object({ group: recordedGroups.schema, validFrom: DayText, evidence: z.string() })),
  visits: z.array(z.object({ visitedOn: DayText, says: z.string() })),
  cases: z.array(z.object({ level: aidCaseLevels.schema, trouble: z.string(), openedAt: Instant })),
  householdNames: z.array(z.string()),
})
export type TransferPayload = z.output<typeof TransferPayload>

/** What the new county keeps beside its own record, and shows under “经历”. */
export const TransferHistory = z.pick(TransferPayload, { visits: true, cases: true, householdNames: true })
export type TransferHistory = z.output<typeof TransferHistory>

export const TransferRow = z.object({
  countyCode: z.string(),
  id: Id,
  fromRegionName: z.string(),
  toRegionCode: RegionCode,
  toRegionName: z.string(),
  elderId: Id,
  elderName: z.string(),
  sex: sexes.schema,
  age: z.nullable(z.number()),
  groups: z.array(elderGroups.schema),
  movedOn: DayText,
  reason: z.string(),
  state: transferStates.schema,
  answerBy: DayText,
  isOverdue: z.boolean(),
  proposedByName: z.nullable(z.string()),
  proposedAt: Instant,
  answeredByName: z.nullable(z.string()),
  answeredAt: z.nullable(Instant),
  answer: z.nullable(z.string()),
  /** The new record, for those whose area holds it. */
  acceptedElder: z.nullable(z.object({ countyCode: z.string(), id: Id })),
})
export type TransferRow = z.output<typeof TransferRow>

export const Transfer = z.object({
  ...TransferRow.shape,
  numberMask: z.nullable(z.string()),
  phoneMask: z.nullable(z.string()),
  contacts: z.array(
    z.object({
      name: z.string(),
      relation: z.string(),
      phoneMask: z.nullable(z.string()),
      livesIn: z.nullable(z.string()),
    }),
  ),
  memberships: TransferPayload.shape.memberships,
  visits: TransferPayload.shape.visits,
  cases: TransferPayload.shape.cases,
  householdNames: z.array(z.string()),
})
export type Transfer = z.output<typeof Transfer>
