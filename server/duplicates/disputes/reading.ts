// Disputes as each side reads them: the other county's record as a masked brief, never more.
import { type RawBuilder, sql } from 'kysely'
import {
  type DisputeFacts,
  type DisputeOutcome,
  type DisputeSide,
  isOver,
  sideOf,
  waitingSide,
} from '../../../domain/duplicates/disputes.ts'
import type { Dispute, DisputeBrief, DisputeParty } from '../../../domain/duplicates/disputes-api.ts'
import { levelOf } from '../../../domain/kernel/area.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'

export interface FoundDispute extends DisputeFacts {
  id: string
  regionCode: string
  otherRegionCode: string
  elderId: string | null
  otherElderId: string
  pairId: string | null
  outcome: DisputeOutcome | null
  brief: DisputeBrief | null
  otherBrief: DisputeBrief | null
  statement: string
  evidence: string
  otherStatement: string | null
  otherEvidence: string | null
  answeredAt: string | null
  registrationSealed: string | null
  registeredAs: string | null
  dueOn: string | null
  openedAt: string
  decidedByName: string | null
  decidedAt: string | null
  decision: string | null
  carriedOutAt: string | null
  countyName: string
  otherCountyName: string
  prefectureName: string
}

export function disputesWhere({ tx }: Context, condition: RawBuilder<unknown>) {
  return sql<FoundDispute>`
    select d.*, decider.name as decided_by_name, own.short_name as county_name,
      other.short_name as other_county_name, prefecture.short_name as prefecture_name
    from elder_disputes d
    join regions own on own.code = d.county_code || '000000'
    join regions other on other.code = d.other_county_code || '000000'
    join regions prefecture on prefecture.code = left(d.county_code, 4) || '00000000'
    left join accounts decider on decider.id = d.decided_by
    where ${condition}`.execute(tx)
}

export function sideOfReader({ actor }: Context, dispute: DisputeFacts): DisputeSide {
  return sideOf(dispute, levelOf(actor.regionCode), actor.regionCode)
}

export async function getDispute(context: Context, countyCode: string, id: string): Promise<Dispute> {
  const { rows } = await disputesWhere(context, sql`d.county_code = ${countyCode} and d.id = ${id}`)
  const found = rows[0]
  if (!found) throw unknownDispute()
  noteConcerned(context, [found])
  return disputeFor(context, found)
}

export function unknownDispute(): Refused {
  return new Refused('not_found', '没有这件两县协商，或者与您的辖区无关。请返回列表刷新。')
}

export async function listDisputes(
  context: Context,
  input: { open: boolean; mine: boolean; limit: number; after?: string | undefined },
): Promise<{ rows: Dispute[]; next: string | null; total: number }> {
  const { limit, after } = input
  const standing = input.open
    ? sql`d.stage not in ('concluded', 'withdrawn')`
    : sql`d.stage in ('concluded', 'withdrawn')`
  const mine = input.mine ? sql`and ${myTurn(context)}` : sql``
  const beyond = after === undefined ? sql`` : beyondOf(after)
  const { rows } = await disputesWhere(
    context,
    sql`${standing} ${mine} ${beyond} order by d.opened_at desc, d.id desc limit ${limit + 1}`,
  )
  const counted = await sql<{ count: number }>`
    select count(*) as count from elder_disputes d where ${standing} ${mine}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  noteConcerned(context, page)
  return {
    rows: page.map(row => disputeFor(context, row)),
    next: last ? `${last.openedAt} ${last.id}` : null,
    total: counted.rows[0]?.count ?? 0,
  }
}

function beyondOf(after: string) {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return sql`and (d.opened_at, d.id) < (${match[1]}::timestamptz, ${match[2]}::uuid)`
}

/** The same as waitingSide of domain/duplicates/disputes.ts, in the reader's place. */
function myTurn({ actor }: Context) {
  const county = actor.regionCode.slice(0, 6)
  switch (levelOf(actor.regionCode)) {
    case 'province':
      return sql`d.stage in ('atPrefecture', 'atProvince')`
    case 'prefecture':
      return sql`d.stage = 'atPrefecture'`
    case 'county':
      return sql`(d.stage = 'awaitingReply' and d.county_code = ${county}
        or d.stage = 'awaitingAnswer' and d.other_county_code = ${county})`
    default:
      return sql`d.stage = 'awaitingReply' and d.county_code = ${county}`
  }
}

/** Each county's audit trail knows that its record was read. */
function noteConcerned(context: Context, disputes: readonly FoundDispute[]): void {
  for (const { countyCode, elderId, otherCountyCode, otherElderId } of disputes) {
    if (elderId) context.concerns(countyCode, [elderId])
    context.concerns(otherCountyCode, [otherElderId])
  }
}

function disputeFor(context: Context, found: FoundDispute): Dispute {
  const side = sideOfReader(context, found)
  const waiting = waitingSide(found)
  const isAbove = side === 'prefecture' || side === 'province'
  const opener: DisputeParty = {
    countyCode: found.countyCode,
    countyName: found.countyName,
    brief: found.brief,
    elderId: side === 'opener' || isAbove ? found.elderId : null,
    statement: found.statement,
    evidence: found.evidence,
    statedAt: found.openedAt,
  }
  const responder: DisputeParty = {
    countyCode: found.otherCountyCode,
    countyName: found.otherCountyName,
    brief: found.otherBrief,
    elderId: side === 'responder' || isAbove ? found.otherElderId : null,
    statement: found.otherStatement,
    evidence: found.otherEvidence,
    statedAt: found.answeredAt,
  }
  const { stage, stance, outcome, dueOn, openedAt, decidedAt, decision } = found
  return {
    ...{ countyCode: found.countyCode, id: found.id, stage, stance, outcome, opener, responder, side, dueOn },
    waitsFor: nameOf(found, waiting),
    isMine: waiting === side || (side === 'province' && stage === 'atPrefecture'),
    isOverdue: !isOver(found) && dueOn !== null && dueOn < context.today,
    openedAt,
    decidedBy: found.decidedByName,
    decidedAt,
    decision,
    canRegister: side === 'opener' && canRegister(found),
    registeredAs: side === 'opener' ? found.registeredAs : null,
    isCarriedOut: found.carriedOutAt !== null,
  }
}

/** The other record is closed and its number free: what had been typed may be entered. */
export function canRegister(
  found: Pick<FoundDispute, 'registrationSealed' | 'registeredAs' | 'outcome' | 'carriedOutAt'>,
): boolean {
  return (
    found.registrationSealed !== null &&
    found.registeredAs === null &&
    found.outcome === 'opener' &&
    found.carriedOutAt !== null
  )
}

function nameOf(found: FoundDispute, side: DisputeSide | null): string | null {
  switch (side) {
    case 'opener':
      return found.countyName
    case 'responder':
      return found.otherCountyName
    case 'prefecture':
      return found.prefectureName
    case 'province':
      return '省级'
    default:
      return null
  }
}
