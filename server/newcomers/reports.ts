// Keeps what visitors report of people not yet in the ledger, and enters them when an officer says so.
import { arrivalsJob } from '../../domain/duplicates/pair.ts'
import { ElderInput } from '../../domain/elders/api.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { newcomerApi } from '../../domain/newcomers/api.ts'
import type { Newcomer, NewcomerInput } from '../../domain/newcomers/newcomer.ts'
import { similarTo } from '../duplicates/duplicates.ts'
import { registerElder } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type Table = typeof newcomerApi
type Key = { countyCode: string; id: string }

/** One statement for the push; a report sent twice is one report. */
export async function keepNewcomers(
  context: Context,
  inputs: readonly NewcomerInput[],
): Promise<Record<string, never>[]> {
  const { tx, sealer, actor, now } = context
  await tx
    .insertInto('newcomerReports')
    .values(
      inputs.map(({ id, regionCode, notThese, metAt, ...person }) => ({
        ...{ countyCode: countyCodeOf(regionCode), id, regionCode, notThese, metAt },
        personSealed: sealer.seal(JSON.stringify(person)),
        state: 'awaits' as const,
        reportedBy: actor.accountId,
        reportedAt: now.toISOString(),
        decidedBy: null,
        decidedAt: null,
        answer: null,
        elderId: null,
      })),
    )
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doNothing())
    .execute()
  return inputs.map(() => ({}))
}

export async function countWaiting(
  { tx }: Context,
  { regionCode }: InputOf<Table['newcomer.waiting']>,
): Promise<OutputOf<Table['newcomer.waiting']>> {
  const area = areaOf(regionCode)
  return tx
    .selectFrom('newcomerReports')
    .where('state', '=', 'awaits')
    .where('countyCode', '>=', countyCodeOf(area.from))
    .where('countyCode', '<=', countyCodeOf(area.to))
    .where('regionCode', '>=', area.from)
    .where('regionCode', '<=', area.to)
    .select(given => given.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
}

/** Those that wait, oldest first, each with whoever of the ledger is alike; a page is short for that reason. */
export async function listNewcomers(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['newcomer.list']>,
): Promise<OutputOf<Table['newcomer.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const page = Math.min(limit, 20)
  const rows = await context.tx
    .selectFrom('newcomerReports as n')
    .innerJoin('accounts', 'accounts.id', 'n.reportedBy')
    .innerJoin('regions', 'regions.code', 'n.regionCode')
    .selectAll('n')
    .select(['accounts.name as reporter', 'regions.shortName as villageName'])
    .where('n.state', '=', 'awaits')
    .where('n.countyCode', '>=', countyCodeOf(area.from))
    .where('n.countyCode', '<=', countyCodeOf(area.to))
    .where('n.regionCode', '>=', area.from)
    .where('n.regionCode', '<=', area.to)
    .$if(place !== null, query =>
      query.where(given =>
        given(given.refTuple('n.reportedAt', 'n.id'), '>', given.tuple(place?.sort ?? '', place?.id ?? '')),
      ),
    )
    .orderBy('n.reportedAt')
    .orderBy('n.id')
    .limit(page + 1)
    .execute()
  const shown = rows.slice(0, page)
  const newcomers = await Promise.all(shown.map(row => newcomerFrom(context, row)))
  const last = rows.length > page ? shown.at(-1) : undefined
  return { rows: newcomers, next: last ? cursorOf(last.reportedAt, last.id) : null }
}

interface Row extends Key {
  regionCode: string
  villageName: string
  personSealed: string
  notThese: string[]
  metAt: string
  state: Newcomer['state']
  reporter: string
  answer: string | null
  elderId: string | null
}

async function newcomerFrom(context: Context, row: Row): Promise<Newcomer> {
  const person = JSON.parse(context.sealer.open(row.personSealed)) as Newcomer['person']
  const alike = await similarTo(context, { ...person, villageCode: row.regionCode })
  const { countyCode, id, regionCode, villageName, state, metAt, answer, elderId } = row
  return {
    ...{ countyCode, id, regionCode, villageName, state, person, metAt, answer, elderId },
    reportedBy: row.reporter,
    similar: alike.filter(one => !row.notThese.includes(one.elder.id)),
  }
}

export async function enterNewcomer(
  context: Context,
  given: InputOf<Table['newcomer.enter']>,
): Promise<void> {
  const report = await lockReport(context, given)
  const person = JSON.parse(context.sealer.open(report.personSealed)) as Newcomer['person']
  const { elderId, householdId } = given
  await registerElder(context, {
    ...{ id: elderId, householdId, regionCode: report.regionCode },
    elder: ElderInput.parse({
      ...person,
      address: person.address ?? '',
      ethnicity: person.spokenLanguage === 'ko' ? '10' : '01',
      numberKind: person.citizenNumber === null ? 'none' : 'citizen',
      willingToBeVisited: true,
    }),
  })
  await settle(context, given, { state: 'entered', elderId, answer: null })
  context.afterCommit(() => context.system.wake(arrivalsJob))
}

export async function dismissNewcomer(
  context: Context,
  given: InputOf<Table['newcomer.dismiss']>,
): Promise<void> {
  await lockReport(context, given)
  await settle(context, given, { state: 'turnedAway', elderId: null, answer: given.answer })
}

async function lockReport({ tx }: Context, { countyCode, id }: Key) {
  const report = await tx
    .selectFrom('newcomerReports')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!report) throw new Refused('not_found', '没有这份报告，或者不在您的辖区内。请刷新后查看。')
  if (report.state !== 'awaits') throw new Refused('conflict', '这份报告已经有人办理过了，请刷新后查看。')
  return report
}

async function settle(
  { tx, actor, now }: Context,
  { countyCode, id }: Key,
  outcome: Pick<Row, 'state' | 'elderId' | 'answer'>,
): Promise<void> {
  await tx
    .updateTable('newcomerReports')
    .set({ ...outcome, decidedBy: actor.accountId, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
