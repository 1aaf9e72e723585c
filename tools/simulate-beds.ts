// The beds at home on a care worker's phone, lived through in her histories: she comes, she goes, often without signal.
import { randomUUID } from 'node:crypto'
import type { BedStepInput, CarriedBeds } from '../domain/home-care/bed-step.ts'
import { bedsToday } from '../phone/orders/beds.ts'
import type { KeptAct, Outbox } from '../phone/outbox.ts'
import { type Album, leavingTasks, type OpenVisit } from './simulate-bed-pictures.ts'
import type { TestSystem } from './test-system.ts'

interface Bedded {
  countyCode: string
  regionCode: string
  elderId: string
  providerId: string
  workerId: string
  accountId: string
}

/** A bed that has been in use for a month, entrusted to the worker. */
export async function makeBed({ pool, clock }: TestSystem, of: Bedded): Promise<string> {
  const [bedId, assessmentId] = [randomUUID(), randomUUID()]
  const today = clock.now().toISOString().slice(0, 10)
  await pool.query(
    `insert into ability_assessments (county_code, id, region_code, elder_id, standard, assessed_on, reason, scores,
       total, initial_level, adjustments, final_level, must_review, rules_version, lives_alone, first_id, first_medical,
       submitted_at, stage, result_of, result_level, valid_until, version, synthetic)
     values ($1, $2, $3, $4, 'gbt42195', $6::date - 60, 'firstTime', repeat('1', 26), 40, 'severe', '{}', 'severe',
       false, 1, false, $5, true, now(), 'told', 'first', 'severe', $6::date + 600, 1, false)`,
    [of.countyCode, assessmentId, of.regionCode, of.elderId, of.accountId, today],
  )
  await pool.query(
    `insert into home_beds (county_code, id, region_code, elder_id, assessment_id, level, provider_id, provider_name,
       contract_number, signed_on, signed_way, signed_name, from_on, to_on, monthly_visits, fee_fen, subsidy_fen, state,
       opened_on, worker_id, version, synthetic, recorded_at)
     values ($1, $2, $3, $4, $5, 'severe', $6, '合成机构', $9, $8::date - 40, 'elderSigned', '本人', $8::date - 35,
       $8::date + 330, 4, 0, 0, 'bedInUse', $8::date - 35, $7, 1, false, now())`,
    [
      ...[of.countyCode, bedId, of.regionCode, of.elderId, assessmentId, of.providerId, of.workerId, today],
      `JC-${bedId}`,
    ],
  )
  return bedId
}

interface BedPhone {
  beds: CarriedBeds | null
  outbox: Outbox
  at: string
  newId(): string
  acts: readonly KeptAct[]
  album: Album
  /** A finger that slips: a bed that is nobody's. */
  wrong: boolean
}

/** The visit she is at, as her screen sees it. */
export function openVisitOf(beds: CarriedBeds | null, acts: readonly KeptAct[]): OpenVisit | null {
  const found = beds && bedsToday(beds, acts)[0]
  if (!found?.open) return null
  const { countyCode, elderId, id: bedId } = found.bed
  return { countyCode, elderId, bedId, visitId: found.open.visitId }
}

/** What the screen offers next; the id of the act, or null where nothing is carried. */
export async function stepAtBed(phone: BedPhone): Promise<string | null> {
  const { beds, outbox, at, newId, acts, wrong, album } = phone
  const found = beds && bedsToday(beds, acts)[0]
  if (!found) return null
  const { bed, open } = found
  const about = { elderId: null, label: '模拟' }
  const said = {
    ...{ countyCode: bed.countyCode, bedId: wrong ? randomUUID() : bed.id, happenedAt: at, place: null },
    ...{ vitals: null, photoIds: [] },
  }
  if (open) {
    const { visitId } = open
    const tasks = leavingTasks(album)
    await album.picturing.leaveBed({ ...said, visitId, kind: 'leave', tasks, found: '脚有点肿' }, about)
    return album.lastActId
  }
  const id = newId()
  const input = { ...said, visitId: newId(), kind: 'arrive', tasks: [], found: null }
  await outbox.keep({ id, operation: 'homeBed.step', input, doneAt: at }, about)
  return id
}

/** No visit lost, doubled or altered, and none refused that was right. `skewed`: a clock was wrong at one of them. */
export async function brokenBeds(
  { pool }: TestSystem,
  bedId: string,
  acts: ReadonlyMap<string, KeptAct>,
  taps: ReadonlyMap<string, { wrong: boolean; skewed: boolean }>,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; ended: boolean; visit: string | null }>(
    `select c.id, c.ended_at is not null as ended, v.id as visit from home_bed_calls c
     left join home_bed_visits v on v.id = c.id where c.bed_id = $1`,
    [bedId],
  )
  const calls = new Map(rows.map(row => [row.id, row]))
  const mayBeRefused = [...taps.values()].some(tap => tap.wrong || tap.skewed)
  const broken = rows
    .filter(({ ended, visit }) => ended !== (visit !== null))
    .map(({ id }) => `visit ${id} to a bed ended without being kept`)
  for (const [id, tap] of taps) {
    const kept = acts.get(id)
    if (!kept) {
      broken.push(`bed step ${id} vanished from the phone`)
      continue
    }
    const { kind, visitId } = kept.act.input as BedStepInput
    const row = calls.get(visitId)
    const what = `${kind} ${visitId}`
    if (kept.state === 'waiting') broken.push(`${what} waits for ever: ${kept.trouble}`)
    if (kept.state === 'sent' && (!row || (kind === 'leave' && !row.ended))) broken.push(`${what} is lost`)
    if (kept.state === 'refused' && kind === 'arrive' && row) broken.push(`${what} was refused and is stored`)
    if (tap.wrong && kept.state !== 'refused') broken.push(`${what} should have been refused`)
    if (kept.state === 'refused' && !mayBeRefused)
      broken.push(`${what} was right and is refused: ${kept.refusal?.message}`)
  }
  for (const { id } of rows)
    if (![...acts.values()].some(kept => (kept.act.input as BedStepInput).visitId === id))
      broken.push(`visit ${id} to a bed was never tapped`)
  return broken
}
