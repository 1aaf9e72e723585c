// Looks, county by county, at those whose days have run out, and opens or ends the worry about each.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import {
  levelOfSilence,
  type SilenceEnding,
  type SilenceStep,
  signText,
  silenceStep,
  silenceTrouble,
} from '../../domain/silence/silence.ts'
import { answerSignalCases, type CaseWork, openSignalCases, workOfClock } from '../aid-cases/aid-cases.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type Looked, lookAt } from './facts.ts'
import { signalKeyOf } from './signs.ts'

/** Elders of one transaction. */
const atOnce = 1000
const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

export interface SilenceSwept {
  opened: number
  ended: number
}

/** Safe to run twice and on two servers at once: each elder is looked at under a lock. */
export async function sweepSilence(system: System): Promise<SilenceSwept> {
  await system.settings.refresh()
  const counties = await within(system.connections.db, everywhere, false, tx =>
    tx.selectFrom('regions').where('level', '=', 'county').orderBy('code').select('code').execute(),
  )
  const swept: SilenceSwept = { opened: 0, ended: 0 }
  for (const { code } of counties) {
    const scope = { area: areaOf(code), accountId: null }
    const countyCode = code.slice(0, 6)
    await within(system.connections.db, scope, true, tx => beginAll(system, tx, countyCode))
    for (;;) {
      const some = await within(system.connections.db, scope, true, tx => sweepSome(system, tx, countyCode))
      swept.opened += some.opened
      swept.ended += some.ended
      if (some.looked < atOnce) break
    }
  }
  return swept
}

/** Whoever stands in the ledger is watched from her last meeting on, or else from the day she was entered. */
async function beginAll(system: System, tx: Transaction, countyCode: string): Promise<void> {
  await sql`
    insert into life_signs (county_code, elder_id, region_code, last_at, kind, look_at)
    select s.county_code, s.elder_id, e.region_code,
      coalesce(met.ended_at, e.registered_on::timestamp at time zone 'Asia/Shanghai'),
      case met.method when 'home' then 'metAtHome' when 'phone' then 'metByPhone' when 'video' then 'metByVideo'
        else 'onList' end, ${system.clock.now().toISOString()}
    from elder_standings s
    join elders e on e.county_code = s.county_code and e.id = s.elder_id
    left join lateral (
      select v.ended_at, v.method from visits v
      where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
        and v.method <> 'remote'
      order by v.started_at desc limit 1) met on true
    where s.county_code = ${countyCode} and not exists (select from life_signs l
      where l.county_code = s.county_code and l.elder_id = s.elder_id)
    on conflict do nothing`.execute(tx)
}

interface Step {
  elder: Looked
  step: SilenceStep
}

async function sweepSome(
  system: System,
  tx: Transaction,
  countyCode: string,
): Promise<SilenceSwept & { looked: number }> {
  const work = workOfClock(system, tx)
  const elders = await lookAt(work, countyCode, atOnce)
  const steps = elders.map(elder => ({
    elder,
    step: silenceStep(
      elder,
      elder.alertId === null ? null : { days: elder.alertDays ?? 1 },
      settingsFor(work, elder),
      work.now,
    ),
  }))
  const opening = steps.filter(({ step }) => step.kind === 'open')
  const ending = steps.filter(({ step }) => step.kind === 'end')
  await openAlerts(work, opening)
  await endAlerts(work, ending)
  await setClocks(work, countyCode, steps)
  return { looked: elders.length, opened: opening.length, ended: ending.length }
}

const settingsFor =
  (work: CaseWork, { regionCode }: Looked) =>
  <Key extends Parameters<CaseWork['setting']>[0]>(key: Key) =>
    work.setting(key, regionCode)

async function openAlerts(work: CaseWork, opening: readonly Step[]): Promise<void> {
  if (opening.length === 0) return
  const daysOf = ({ step }: Step) => (step.kind === 'open' ? step.days : 1)
  const cases = await openSignalCases(
    work,
    opening.map(({ elder }) => ({
      ...{ countyCode: elder.countyCode, regionCode: elder.regionCode, elderId: elder.id },
      level: levelOfSilence(elder.risk, settingsFor(work, elder)),
      source: 'silence',
      signalKey: signalKeyOf(elder.id),
      trouble: silenceTrouble(elder.lastKind, elder.lastSignAt, work.now),
      at: work.now,
    })),
  )
  await work.tx
    .insertInto('silenceAlerts')
    .values(
      opening.map((one, index) => ({
        ...{ countyCode: one.elder.countyCode, regionCode: one.elder.regionCode, elderId: one.elder.id },
        id: uuidV7(work.now.getTime(), randomBytes(10)),
        ...{ risk: one.elder.risk, days: daysOf(one) },
        ...{ lastAt: one.elder.lastSignAt, lastKind: one.elder.lastKind },
        openedAt: work.now.toISOString(),
        caseId: cases[index]?.caseId ?? null,
        ...{ endedAt: null, endedBy: null, endedSignAt: null, endedSignKind: null },
      })),
    )
    .execute()
}

async function endAlerts(work: CaseWork, ending: readonly Step[]): Promise<void> {
  if (ending.length === 0) return
  const ends = ending.flatMap(({ elder, step }) => (step.kind === 'end' ? [{ elder, by: step.by }] : []))
  await sql`
    update silence_alerts a set ended_at = ${work.now.toISOString()}, ended_by = done.ended_by,
      ended_sign_at = case when done.ended_by = 'signSeen' then done.sign_at end,
      ended_sign_kind = case when done.ended_by = 'signSeen' then done.sign_kind end
    from unnest(${ends.map(one => one.elder.countyCode)}::text[], ${ends.map(one => one.elder.alertId)}::uuid[],
      ${ends.map(one => one.by)}::text[], ${ends.map(one => one.elder.lastSignAt)}::timestamptz[],
      ${ends.map(one => one.elder.lastKind)}::text[]) as done (county_code, id, ended_by, sign_at, sign_kind)
    where a.county_code = done.county_code and a.id = done.id`.execute(work.tx)
  // A death or a move ends its cases itself, and a person's closing is a closing already.
  const toSay = ends.filter(({ by }) => by === 'signSeen' || by === 'accountedFor')
  await answerSignalCases(
    work,
    toSay.map(({ elder, by }) => ({
      ...{ countyCode: elder.countyCode, elderId: elder.id, signalKey: signalKeyOf(elder.id) },
      note: whyEnded(elder, by),
      close: true,
    })),
  )
}

function whyEnded(elder: Looked, by: SilenceEnding): string {
  return by === 'accountedFor'
    ? `档案登记 ${elder.absentSince} 起住院、外出或入住机构，人有下落`
    : signText(elder.lastKind, elder.lastSignAt)
}

/** Whoever was opened or ended is looked at again in the next round. */
async function setClocks(work: CaseWork, countyCode: string, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return
  const next = new Date(work.now.getTime() + 5 * 60_000).toISOString()
  const until = steps.map(({ step }) => (step.kind === 'wait' ? step.until.toISOString() : next))
  await sql`
    update life_signs l set look_at = clock.look_at
    from unnest(${steps.map(({ elder }) => elder.id)}::uuid[], ${until}::timestamptz[]) as clock (elder_id, look_at)
    where l.county_code = ${countyCode} and l.elder_id = clock.elder_id`.execute(work.tx)
}
