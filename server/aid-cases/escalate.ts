// The clock's own work: cases nobody moved in time go one level up, each as an act without a person.
import { sql } from 'kysely'
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import type { AnswersAs } from '../../domain/aid-cases/duty.ts'
import { escalationOf, type Rung } from '../../domain/aid-cases/escalation.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { regionLevelWords } from '../../domain/regions/region.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type Answerers, answerersFor, climbTo } from './owners.ts'
import { ownersChanged } from './owning.ts'
import { climbSilent } from './silent.ts'
import { workOfClock } from './work.ts'

/** Cases of one transaction; a province that slept for a night is swept in a few. */
const casesAtOnce = 500
const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** Moves every overdue case; safe to run twice and on two servers at once. Returns how many went up. */
export async function escalateOverdue(system: System): Promise<number> {
  await system.settings.refresh()
  let escalated = await within(system.connections.db, everywhere, true, tx => climbSilent(system, tx))
  for (;;) {
    const swept = await within(system.connections.db, everywhere, true, tx => sweep(system, tx))
    escalated += swept.escalated
    if (swept.looked < casesAtOnce) return escalated
  }
}

type DueCase = Awaited<ReturnType<typeof dueCases>>[number]

interface Turn {
  countyCode: string
  id: string
  regionCode: string
  elderId: string
  level: AidCaseLevel
  trouble: string
  ownerId: string
  reachedId: string | null
  escalatedTo: string | null
  escalateAt: string | null
  /** Null when the case had moved in time and only the clock is set on. */
  note: string | null
}

async function sweep(system: System, tx: Transaction): Promise<{ looked: number; escalated: number }> {
  const now = system.clock.now()
  const due = await dueCases(tx, now)
  if (due.length === 0) return { looked: 0, escalated: 0 }
  const answerers = await answerersFor(
    tx,
    due.map(one => one.regionCode),
    now,
  )
  const turns = due.map(one => turnOf(system, one, now, answerers))
  await keepTurns(tx, turns)
  const escalated = turns.filter(turn => turn.note !== null)
  await ownersChanged(
    workOfClock(system, tx),
    escalated.map(turn => ({ ...turn, caseId: turn.id, kind: 'escalated' as const })),
  )
  return { looked: due.length, escalated: escalated.length }
}

function dueCases(tx: Transaction, now: Date) {
  return tx
    .selectFrom('aidCases')
    .where('escalateAt', '<=', now.toISOString())
    .where('stage', 'not in', ['resolved', 'verified', 'closed', 'rejected', 'joined'])
    .orderBy('escalateAt')
    .limit(casesAtOnce)
    .forUpdate()
    .skipLocked()
    .select(['countyCode', 'id', 'regionCode', 'level', 'stage', 'openedAt', 'escalatedTo', 'ownerId'])
    .select(['elderId', 'trouble'])
    .execute()
}

function turnOf(system: System, one: DueCase, now: Date, answerers: Answerers): Turn {
  const { countyCode, id, regionCode, elderId, trouble, level, ownerId } = one
  const day = dayOf(now)
  const { to, nextAt } = escalationOf(one, now, key => system.settings.value(key, regionCode, day))
  const rung = to === null ? null : (levelOf(to) as Rung)
  const climb = rung && climbTo(answerers, regionCode, rung)
  return {
    ...{ countyCode, id, regionCode, elderId, level, trouble },
    ownerId: climb?.ownerId ?? ownerId,
    reachedId: climb?.reached?.id ?? null,
    escalatedTo: to ?? one.escalatedTo,
    escalateAt: nextAt?.toISOString() ?? null,
    note: rung && climbNote(rung, climb?.reached?.as ?? null),
  }
}

const asWords: Readonly<Record<AnswersAs, string>> = {
  onDuty: '，由值班人员接办',
  standIn: '，由代班人员接办',
  longestPost: '',
}

function climbNote(rung: Rung, as: AnswersAs | null): string {
  const above = `超过时限未办，自动上报${regionLevelWords.words[rung]}`
  if (as === null) return `${above}；那里还没有登记工作人员`
  return rung === 'province' ? `${above}督办，责任人不变` : `${above}${asWords[as]}`
}

async function keepTurns(tx: Transaction, turns: readonly Turn[]): Promise<void> {
  await sql`
    update aid_cases set owner_id = turn.owner_id, escalated_to = turn.escalated_to,
      escalate_at = turn.escalate_at, version = version + 1
    from unnest(${turns.map(turn => turn.countyCode)}::text[], ${turns.map(turn => turn.id)}::uuid[],
      ${turns.map(turn => turn.ownerId)}::uuid[], ${turns.map(turn => turn.escalatedTo)}::text[],
      ${turns.map(turn => turn.escalateAt)}::timestamptz[])
      as turn (county_code, id, owner_id, escalated_to, escalate_at)
    where aid_cases.county_code = turn.county_code and aid_cases.id = turn.id`.execute(tx)
}
