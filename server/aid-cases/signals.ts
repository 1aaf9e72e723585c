// Cases opened and ended by what is watched: a device, silence, bad weather. Jobs and handlers call these alike.
import { sql } from 'kysely'
import type { AidCaseLevel, AidCaseSource } from '../../domain/aid-cases/aid-case.ts'
import { moves } from '../../domain/aid-cases/stages.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import { noteChanges } from '../indicators/indicators.ts'
import { nextActId } from './act-ids.ts'
import { openCases } from './opening.ts'
import type { CaseWork } from './work.ts'

export interface CaseSignal {
  countyCode: string
  regionCode: string
  elderId: string
  level: AidCaseLevel
  source: Exclude<AidCaseSource, 'visit' | 'person' | 'transferred'>
  /** Names what is watched, such as `button:<device id>`: one open case for each. */
  signalKey: string
  /** What the list shows before anyone opens the case. */
  trouble: string
  /** When it was noticed; clocks run from now on, since nobody could act before. */
  at: Date
}

export interface OpenedBySignal {
  caseId: string
  /** False when a case of this signal stood open already: nothing was written. */
  isNew: boolean
}

interface SignalOf {
  countyCode: string
  elderId: string
  signalKey: string
}

interface Standing {
  caseId: string
  /** Others are worked in that case too: a sign of life is noted there and ends nothing. */
  isMerged: boolean
}

const keyOf = ({ countyCode, elderId, signalKey }: SignalOf) => `${countyCode} ${elderId} ${signalKey}`

/** One open case per person and signal, in the order of the signals; safe to repeat and to run twice at once. */
export async function openSignalCases(
  work: CaseWork,
  signals: readonly CaseSignal[],
): Promise<OpenedBySignal[]> {
  if (signals.length === 0) return []
  const standing = await standingSignals(work, signals)
  const fresh = new Map(
    signals.filter(one => !standing.has(keyOf(one))).map(one => [keyOf(one), one] as const),
  )
  const opened = await openCases(
    work,
    [...fresh.values()].map(({ at: _at, ...one }) => ({
      ...one,
      id: nextActId(work.now),
      visitId: null,
      field: null,
    })),
  )
  const isNew = new Set(opened.map(one => one.id))
  const found = opened.length === fresh.size ? standing : await standingSignals(work, signals)
  const newOnes = new Map(opened.map(one => [keyOf({ ...one, signalKey: one.signalKey ?? '' }), one.id]))
  const told = new Set<string>()
  return signals.map(one => {
    const caseId = newOnes.get(keyOf(one)) ?? found.get(keyOf(one))?.caseId
    if (caseId === undefined) throw new Error('a signal has neither opened a case nor found one')
    const first = isNew.has(caseId) && !told.has(caseId)
    told.add(caseId)
    return { caseId, isNew: first }
  })
}

export interface SignalAnswer extends SignalOf {
  /** What was seen, such as “有了生活迹象：11 月 26 日 8:10 开过门”. */
  note: string
  /** Ends the case; otherwise the note stands in it and people go on. */
  close: boolean
}

/** Notes in the open case of each signal what it says now, and ends it where asked; returns the cases found. */
export async function answerSignalCases(work: CaseWork, answers: readonly SignalAnswer[]): Promise<string[]> {
  if (answers.length === 0) return []
  const standing = await standingSignals(work, answers)
  const said = answers.flatMap(one => {
    const found = standing.get(keyOf(one))
    return found ? [{ ...one, ...found }] : []
  })
  if (said.length === 0) return []
  const ended = await endCases(
    work,
    said.filter(one => one.close && !one.isMerged),
  )
  const { rows } = await sql<{ id: string; countyCode: string; regionCode: string }>`
    select id, county_code, region_code from aid_cases
    where county_code = any(${said.map(one => one.countyCode)}) and id = any(${said.map(one => one.caseId)})`.execute(
    work.tx,
  )
  const placeOf = new Map(rows.map(row => [row.id, row.regionCode]))
  await work.tx
    .insertInto('aidCaseActs')
    .values(
      said.map(({ countyCode, caseId, note }) => ({
        ...{ countyCode, caseId, note, regionCode: placeOf.get(caseId) ?? '' },
        id: nextActId(work.now),
        kind: ended.has(caseId) ? ('signOfLife' as const) : ('noted' as const),
        byAccountId: work.byAccountId,
        toAccountId: null,
        doneAt: work.now.toISOString(),
      })),
    )
    .execute()
  const month = monthOf(work.today)
  await noteChanges(
    work,
    rows.filter(row => ended.has(row.id)).map(({ regionCode }) => ({ regionCode, month })),
  )
  return said.map(one => one.caseId)
}

async function endCases(
  work: CaseWork,
  ending: readonly { countyCode: string; caseId: string }[],
): Promise<Set<string>> {
  if (ending.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    update aid_cases set stage = ${moves.signOfLife.to}, version = version + 1, due_at = null,
      ended_at = ${work.now.toISOString()}, ending = 'signOfLife'
    where county_code = any(${ending.map(one => one.countyCode)}) and id = any(${ending.map(one => one.caseId)})
      and stage = any(${[...moves.signOfLife.from]})
    returning id`.execute(work.tx)
  return new Set(rows.map(row => row.id))
}

/**
 * The open case of each signal, also where it was opened on another record of the same person, or where it was
 * merged into a case that is still worked.
 */
async function standingSignals(
  { tx }: CaseWork,
  signals: readonly SignalOf[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<SignalOf & Standing>`
    select s.county_code, s.elder_id, s.signal_key, coalesce(k.id, c.id) as case_id, k.id is not null as is_merged
    from unnest(${signals.map(one => one.countyCode)}::text[], ${signals.map(one => one.elderId)}::uuid[],
      ${signals.map(one => one.signalKey)}::text[]) as s (county_code, elder_id, signal_key)
    join elders e on e.county_code = s.county_code and e.id = s.elder_id
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    join aid_cases c on c.county_code = s.county_code and c.elder_id = any(person.id || person.merged_ids)
      and c.signal_key = s.signal_key
    left join aid_cases k on k.county_code = c.county_code and k.id = c.merged_into
    where coalesce(k.stage, c.stage) not in ('closed', 'rejected', 'joined')
    order by is_merged desc`.execute(tx)
  return new Map(rows.map(row => [keyOf(row), { caseId: row.caseId, isMerged: row.isMerged }]))
}
