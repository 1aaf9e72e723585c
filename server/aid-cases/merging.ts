// Cases of one trouble become one: the other waits behind it with its own thread, and can stand up again.
import { sql } from 'kysely'
import type { AidCaseStage } from '../../domain/aid-cases/aid-case.ts'
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import { isOneTrouble, type MergeSide, whyNotMerge } from '../../domain/aid-cases/merging.ts'
import type { AidCase, LinkedCase } from '../../domain/aid-cases/record.ts'
import { isEnded, stageOf } from '../../domain/aid-cases/stages.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkNoneStanding, checkVersion, keepActs, lockedCase, noteMoved, standingAt } from './moving.ts'
import { getCase, noSuchCase } from './reading.ts'

type Side = LinkedCase & MergeSide & { regionCode: string }

/** Cases that stand open, beside this one: of the same person, the same house, or the same signal. */
async function sidesOf({ tx }: Context, countyCode: string, id: string): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select c.county_code, c.id, c.region_code, c.trouble, c.level, c.stage, c.opened_at, c.ended_at, c.signal_key,
      coalesce(whose.name, e.name) as elder_name, coalesce(whose.id, e.id) as person_id,
      coalesce(whose.household_id, e.household_id) as household_id
    from aid_cases one
    join elders record on record.county_code = one.county_code and record.id = one.elder_id
    join elders person on person.county_code = record.county_code
      and person.id = coalesce(record.merged_into, record.id)
    join aid_cases c on c.county_code = one.county_code and (c.id = one.id
      or c.stage not in ('closed', 'rejected', 'joined') and (c.elder_id = any(person.id || person.merged_ids)
        or c.signal_key = one.signal_key
        or c.elder_id in (select near.id from elders near
          where near.county_code = person.county_code and near.household_id = person.household_id)))
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    left join elders whose on whose.county_code = e.county_code and whose.id = e.merged_into
    where one.county_code = ${countyCode} and one.id = ${id}
    order by c.level, c.opened_at, c.id limit 50`.execute(tx)
  return rows
}

export async function mergeableCases(
  context: Context,
  { countyCode, id }: InputOf<(typeof aidCaseApi)['aidCase.mergeable']>,
): Promise<LinkedCase[]> {
  const sides = await sidesOf(context, countyCode, id)
  const own = sides.find(side => side.id === id)
  if (!own) throw noSuchCase()
  const found = sides.filter(side => isOneTrouble(own, side))
  context.concerns(
    countyCode,
    found.map(side => side.personId),
  )
  return found
}

export async function mergeCase(
  context: Context,
  input: InputOf<(typeof aidCaseApi)['aidCase.merge']>,
): Promise<AidCase> {
  const { countyCode, id, intoId, note } = input
  // In the order of their ids, so that two officers who merge crosswise do not wait for each other for ever.
  const [first, second] = id < intoId ? [id, intoId] : [intoId, id]
  const one = await lockedCase(context, countyCode, first, first === id ? 'joined' : 'noted')
  const other = await lockedCase(context, countyCode, second, second === id ? 'joined' : 'noted')
  const [merged, kept] = first === id ? [one, other] : [other, one]
  checkVersion(merged, input.version)
  const sides = await sidesOf(context, countyCode, id)
  const [from, into] = [sides.find(side => side.id === id), sides.find(side => side.id === intoId)]
  if (!from || !into) throw new Refused('rule_broken', '两个个案不是同一问题，不能并案。请分别办理。')
  const no = whyNotMerge(from, into)
  if (no !== null) throw new Refused('rule_broken', no)
  if (await hasTakenIn(context, countyCode, id))
    throw new Refused(
      'rule_broken',
      '已有别的个案并入这个个案。请先撤销那次并案，或把它们一起并入同一个个案。',
    )
  await keepActs(context, { countyCode, regionCode: merged.regionCode, caseId: id }, [
    { kind: 'joined', note: `并入“${kept.trouble}”：${note}` },
  ])
  await keepActs(context, { countyCode, regionCode: kept.regionCode, caseId: intoId }, [
    { kind: 'tookIn', note: `“${merged.trouble}”并入本个案：${note}` },
  ])
  await setMerged(context, countyCode, id, { ...standingAt(context, 'joined', merged), mergedInto: intoId })
  await noteMoved(context, merged.regionCode)
  return getCase(context, countyCode, id)
}

export async function unmergeCase(
  context: Context,
  input: InputOf<(typeof aidCaseApi)['aidCase.unmerge']>,
): Promise<AidCase> {
  const { countyCode, id, note } = input
  const merged = await lockedCase(context, countyCode, id, 'unmerged')
  checkVersion(merged, input.version)
  await checkNoneStanding(context, { ...input, ...merged })
  const stage = await stageBefore(context, countyCode, id)
  const at = { countyCode, regionCode: merged.regionCode, caseId: id }
  await keepActs(context, at, [{ kind: 'unmerged', note }])
  if (merged.mergedInto !== null)
    await keepActs(context, { ...at, caseId: merged.mergedInto }, [
      { kind: 'letGo', note: `“${merged.trouble}”拆出，单独办理：${note}` },
    ])
  await setMerged(context, countyCode, id, { ...standingAt(context, stage, merged), mergedInto: null })
  await noteMoved(context, merged.regionCode)
  return getCase(context, countyCode, id)
}

async function setMerged(
  { tx }: Context,
  countyCode: string,
  id: string,
  change: ReturnType<typeof standingAt> & { mergedInto: string | null },
): Promise<void> {
  await tx
    .updateTable('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .execute()
}

/** A chain of merged cases would hide a thread behind a hidden thread. */
async function hasTakenIn({ tx }: Context, countyCode: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('mergedInto', '=', id)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** Where the case stood when it was merged, by the acts before. */
async function stageBefore({ tx }: Context, countyCode: string, id: string): Promise<AidCaseStage> {
  const acts = await tx
    .selectFrom('aidCaseActs')
    .where('countyCode', '=', countyCode)
    .where('caseId', '=', id)
    .orderBy('doneAt')
    .orderBy('id')
    .select('kind')
    .execute()
  const stage = stageOf([...acts.map(act => act.kind), 'unmerged'])
  if (stage === null || isEnded(stage))
    throw new Refused('rule_broken', '这个个案没有并入别的个案，不能撤销并案。')
  return stage
}
