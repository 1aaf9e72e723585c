// A danger to life of which nobody told has answered climbs at once, without waiting for its clock (domain.md §1.5).
import { sql } from 'kysely'
import type { Rung } from '../../domain/aid-cases/escalation.ts'
import { ancestorAt, levelOf } from '../../domain/kernel/area.ts'
import { regionLevelWords } from '../../domain/regions/region.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { markPassedOn, unansweredOf } from '../notices/notices.ts'
import { type Answerers, answerersFor, climbTo } from './owners.ts'
import { type NewOwner, ownersChanged } from './owning.ts'
import { caseModule } from './telling.ts'
import { workOfClock } from './work.ts'

const rungs: readonly Rung[] = ['township', 'county', 'province']

/** At the top of the ladder there is nobody else: the notice stays unanswered and red. Returns how many climbed. */
export async function climbSilent(system: System, tx: Transaction): Promise<number> {
  const silent = await unansweredOf(tx, caseModule)
  if (silent.length === 0) return 0
  const cases = await tx
    .selectFrom('aidCases')
    .where('countyCode', 'in', [...new Set(silent.map(one => one.countyCode))])
    .where('id', 'in', [...new Set(silent.map(one => one.subjectId))])
    .forUpdate()
    .select([
      'countyCode',
      'id',
      'regionCode',
      'elderId',
      'level',
      'trouble',
      'ownerId',
      'escalatedTo',
      'stage',
    ])
    .execute()
  const answerers = await answerersFor(
    tx,
    cases.map(one => one.regionCode),
    system.clock.now(),
  )
  const climbs = cases
    .filter(one => one.stage === 'open')
    .flatMap(one => {
      const deaf = silent.filter(each => each.subjectId === one.id).map(each => each.toAccountId)
      return climbOf(one, answerers, new Set([...deaf, one.ownerId]))
    })
  await keepClimbs(tx, climbs)
  await ownersChanged(workOfClock(system, tx), climbs)
  const isDone = new Set([
    ...climbs.map(one => one.caseId),
    ...cases.filter(one => one.stage !== 'open').map(one => one.id),
  ])
  await markPassedOn(
    tx,
    caseModule,
    silent.filter(one => isDone.has(one.subjectId)),
  )
  return climbs.length
}

interface Standing extends Omit<NewOwner, 'caseId' | 'kind' | 'note' | 'reachedId'> {
  id: string
  escalatedTo: string | null
}

type Climbed = NewOwner & { escalatedTo: string }

/** The next rung at which somebody is there who has not been silent already. */
function climbOf(one: Standing, answerers: Answerers, deaf: ReadonlySet<string>): Climbed[] {
  const { id: caseId, regionCode } = one
  const passed = rungs.findIndex(rung => one.escalatedTo !== null && rung === levelOf(one.escalatedTo))
  for (const rung of rungs.slice(passed + 1)) {
    const { ownerId, reached } = climbTo(answerers, regionCode, rung)
    if (reached === null || deaf.has(reached.id)) continue
    const note = `通知无人应答，自动上报${regionLevelWords.words[rung]}`
    const now = { ownerId: ownerId ?? one.ownerId, reachedId: reached.id }
    return [{ ...one, ...now, caseId, kind: 'escalated', note, escalatedTo: ancestorAt(regionCode, rung) }]
  }
  return []
}

async function keepClimbs(tx: Transaction, climbs: readonly Climbed[]): Promise<void> {
  if (climbs.length === 0) return
  await sql`
    update aid_cases set owner_id = turn.owner_id, escalated_to = turn.escalated_to, version = version + 1
    from unnest(${climbs.map(one => one.countyCode)}::text[], ${climbs.map(one => one.caseId)}::uuid[],
      ${climbs.map(one => one.ownerId)}::uuid[], ${climbs.map(one => one.escalatedTo)}::text[])
      as turn (county_code, id, owner_id, escalated_to)
    where aid_cases.county_code = turn.county_code and aid_cases.id = turn.id`.execute(tx)
}
