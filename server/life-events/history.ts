// One person's way through the ledger: entered, groups, events, merges, moves; newest first.
import { sql } from 'kysely'
import { elderGroups, type RecordedGroup } from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { isWithin } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { HistoryLine } from '../../domain/life-events/api.ts'
import type { Effect } from '../../domain/life-events/effects.ts'
import { type LifeEventKind, lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { TransferHistory, type TransferState, transferStates } from '../../domain/life-events/transfer.ts'
import type { Context } from '../kernel/context.ts'
import { unknownElder } from './refusals.ts'

interface Whose {
  countyCode: string
  elderIds: readonly string[]
}

type Line = Omit<HistoryLine, 'undoable' | 'elder' | 'isVoid'> & Partial<HistoryLine>

const line = (given: Line): HistoryLine => ({ isVoid: false, undoable: false, elder: null, ...given })

export async function historyOf(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<{ lines: HistoryLine[] }> {
  const elder = await context.tx
    .selectFrom('elders')
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .select(['id', 'mergedIds', 'registeredOn', 'createdAt'])
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  context.concerns(countyCode, [elderId])
  const whose = { countyCode, elderIds: [elder.id, ...elder.mergedIds] }
  const registration = line({
    topic: 'registration',
    id: elder.id,
    on: elder.registeredOn,
    says: '建立档案',
    more: [],
    byName: null,
    at: elder.createdAt,
  })
  const lines = [
    registration,
    ...(await eventLines(context, whose)),
    ...(await membershipLines(context, whose)),
    ...(await mergeLines(context, whose)),
    ...(await transferLines(context, whose)),
    ...(await linkLines(context, whose)),
  ]
  return { lines: lines.sort(newestFirst) }
}

function newestFirst(one: HistoryLine, other: HistoryLine): number {
  if (one.on !== other.on) return one.on < other.on ? 1 : -1
  return (one.at ?? '') < (other.at ?? '') ? 1 : -1
}

interface EventRow {
  id: string
  kind: LifeEventKind
  happenedOn: string
  reason: string
  place: string | null
  late: boolean
  effects: Effect[]
  byName: string | null
  recordedAt: string
  undoneAt: string | null
  undoReason: string | null
  undoneByName: string | null
  kept: string[] | null
}

async function eventLines({ tx, actor }: Context, whose: Whose): Promise<HistoryLine[]> {
  const found = await sql<EventRow>`
    select v.id, v.kind, v.happened_on, v.reason, coalesce(destination.short_name, v.details ->> 'place') as place,
      v.late, v.effects, recorder.name as by_name, v.recorded_at, v.undone_at, v.undo_reason,
      undoer.name as undone_by_name, v.kept
    from life_events v
    left join regions destination on destination.code = v.details ->> 'toRegionCode'
    left join accounts recorder on recorder.id = v.recorded_by
    left join accounts undoer on undoer.id = v.undone_by
    where v.county_code = ${whose.countyCode} and v.elder_id = any(${whose.elderIds})`.execute(tx)
  const mayUndo = actor.rights.includes('lifeEvent:record')
  return found.rows.map(row =>
    line({
      topic: 'event',
      id: row.id,
      on: row.happenedOn,
      says: `${lifeEventKinds.words[row.kind]}${row.place ? `：${row.place}` : ''}`,
      more: [
        `依据：${row.reason}`,
        ...(row.late ? ['迟报'] : []),
        ...row.effects.filter(({ warns }) => !warns).map(({ says }) => says),
        ...undoingOf(row),
      ],
      isVoid: row.undoneAt !== null,
      undoable: mayUndo && row.undoneAt === null && row.kind !== 'movedToOtherCounty',
      byName: row.byName,
      at: row.recordedAt,
    }),
  )
}

function undoingOf({ undoneAt, undoReason, undoneByName, kept }: EventRow): string[] {
  if (undoneAt === null) return []
  return [`${dayOf(new Date(undoneAt))} 由${undoneByName ?? '系统'}撤销：${undoReason}`, ...(kept ?? [])]
}

interface MembershipRow {
  id: string
  group: RecordedGroup
  validFrom: string
  validTo: string | null
  evidence: string
  byName: string | null
  recordedAt: string
}

async function membershipLines({ tx }: Context, whose: Whose): Promise<HistoryLine[]> {
  const found = await sql<MembershipRow>`
    select m.id, m."group", m.valid_from, m.valid_to, m.evidence, confirmer.name as by_name, m.recorded_at
    from elder_memberships m left join accounts confirmer on confirmer.id = m.confirmed_by
    where m.county_code = ${whose.countyCode} and m.elder_id = any(${whose.elderIds})`.execute(tx)
  return found.rows.map(row =>
    line({
      topic: 'membership',
      id: row.id,
      on: row.validFrom,
      says: `认定为“${elderGroups.words[row.group]}”`,
      more: [`依据：${row.evidence}`, ...(row.validTo === null ? [] : [`到 ${row.validTo} 结束`])],
      byName: row.byName,
      at: row.recordedAt,
    }),
  )
}

interface MergeRow {
  id: string
  otherId: string
  otherName: string
  reason: string
  byName: string | null
  mergedAt: string
  undoneAt: string | null
}

async function mergeLines({ tx, actor }: Context, whose: Whose): Promise<HistoryLine[]> {
  const found = await sql<MergeRow>`
    select g.id, other.id as other_id, other.name as other_name, g.reason, merger.name as by_name, g.merged_at,
      g.undone_at
    from elder_merges g
    join elders other on other.county_code = g.county_code
      and other.id = case when g.survivor_id = any(${whose.elderIds}) then g.merged_id else g.survivor_id end
    left join accounts merger on merger.id = g.merged_by
    where g.county_code = ${whose.countyCode}
      and (g.survivor_id = any(${whose.elderIds}) or g.merged_id = any(${whose.elderIds}))`.execute(tx)
  return found.rows.map(row =>
    line({
      topic: 'merge',
      id: row.id,
      on: dayOf(new Date(row.mergedAt)),
      says: `与“${nameFor(actor.role, row.otherName)}”的另一份档案合并`,
      more: [`理由：${row.reason}`, ...(row.undoneAt === null ? [] : ['合并已撤销'])],
      isVoid: row.undoneAt !== null,
      elder: { countyCode: whose.countyCode, id: row.otherId },
      byName: row.byName,
      at: row.mergedAt,
    }),
  )
}

interface TransferRow {
  id: string
  toName: string
  movedOn: string
  reason: string
  state: TransferState
  answerBy: string
  answer: string | null
  byName: string | null
  proposedAt: string
}

/** An accepted one shows as the event it became. */
async function transferLines({ tx }: Context, whose: Whose): Promise<HistoryLine[]> {
  const found = await sql<TransferRow>`
    select t.id, new_county.short_name as to_name, t.moved_on, t.reason, t.state, t.answer_by, t.answer,
      proposer.name as by_name, t.proposed_at
    from elder_transfers t
    join regions new_county on new_county.code = left(t.to_region_code, 6) || '000000'
    left join accounts proposer on proposer.id = t.proposed_by
    where t.county_code = ${whose.countyCode} and t.elder_id = any(${whose.elderIds})
      and t.event_id is null`.execute(tx)
  return found.rows.map(row =>
    line({
      topic: 'transfer',
      id: row.id,
      on: dayOf(new Date(row.proposedAt)),
      says: `提请${row.toName}接收：${transferStates.words[row.state]}`,
      more: [
        `依据：${row.reason}`,
        ...(row.state === 'toReceive' ? [`请对方在 ${row.answerBy} 前答复`] : []),
        ...(row.answer === null ? [] : [row.answer]),
      ],
      isVoid: row.state === 'sentBack' || row.state === 'withdrawn',
      byName: row.byName,
      at: row.proposedAt,
    }),
  )
}

interface LinkRow {
  id: string
  way: 'cameFrom' | 'wentTo'
  otherCountyCode: string
  otherRegionCode: string
  otherId: string
  otherName: string
  movedOn: string
  historySealed: string | null
  linkedAt: string
}

async function linkLines({ tx, actor, sealer }: Context, whose: Whose): Promise<HistoryLine[]> {
  const found = await sql<LinkRow>`
    select l.id, l.way, l.other_county_code, l.other_region_code, l.other_id,
      other_county.short_name as other_name, l.moved_on, l.history_sealed, l.linked_at
    from elder_links l
    join regions other_county on other_county.code = l.other_county_code || '000000'
    where l.county_code = ${whose.countyCode} and l.elder_id = any(${whose.elderIds})`.execute(tx)
  return found.rows.map(row => {
    const isMine = isWithin(row.otherRegionCode, actor.area)
    return line({
      topic: 'transfer',
      id: row.id,
      on: row.movedOn,
      says: row.way === 'cameFrom' ? `由${row.otherName}迁入` : `迁往${row.otherName}，对方已建档`,
      more: row.historySealed === null ? [] : summaryOf(sealer.open(row.historySealed)),
      elder: isMine ? { countyCode: row.otherCountyCode, id: row.otherId } : null,
      byName: null,
      at: row.linkedAt,
    })
  })
}

function summaryOf(text: string): string[] {
  const { visits, cases, householdNames } = TransferHistory.parse(JSON.parse(text))
  return [
    ...visits.map(({ visitedOn, says }) => `${visitedOn} ${says}`),
    ...cases.map(({ trouble }) => `迁入前未办结：${trouble}`),
    ...(householdNames.length > 0 ? [`原来同住：${householdNames.join('、')}`] : []),
  ]
}
