// Aid cases as people read them: with names, clocks, and one case with all that hangs on it.

import { sql } from 'kysely'
import type { AidCaseAct, AidCaseRow } from '../../domain/aid-cases/aid-case.ts'
import { standingOf, workingHoursOf } from '../../domain/aid-cases/deadlines.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { VisitField } from '../../domain/visits/answers.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { calendarOf } from '../regions/regions.ts'
import { foundOn, linkedCases, meetingsOf, rechecksOf, referralsOf, tasksOf } from './parts.ts'

/** A case with the names people know it by. */
export function namedCases(tx: Transaction) {
  return (
    tx
      .selectFrom('aidCases')
      .innerJoin('elders', join =>
        join
          .onRef('elders.countyCode', '=', 'aidCases.countyCode')
          .onRef('elders.id', '=', 'aidCases.elderId'),
      )
      // A case opened on a record merged since belongs to the person; outside the area the record speaks for itself.
      .leftJoin('elders as person', join =>
        join
          .onRef('person.countyCode', '=', 'elders.countyCode')
          .onRef('person.id', '=', sql.ref('elders.merged_into')),
      )
      .innerJoin('accounts', 'accounts.id', 'aidCases.ownerId')
      .innerJoin('regions', 'regions.code', 'aidCases.regionCode')
      .select([
        'aidCases.countyCode',
        'aidCases.id',
        'aidCases.regionCode',
        'regions.shortName as villageName',
        sql<string>`coalesce(person.id, elders.id)`.as('elderId'),
        sql<string>`coalesce(person.name, elders.name)`.as('elderName'),
        sql<string | null>`coalesce(person.born_on, elders.born_on)`.as('bornOn'),
        'aidCases.level',
        'aidCases.stage',
        'aidCases.field',
        'aidCases.source',
        'aidCases.trouble',
        'aidCases.ownerId',
        'accounts.name as ownerName',
        'aidCases.openedAt',
        'aidCases.acknowledgeBy',
        'aidCases.onSiteBy',
        'aidCases.resolveBy',
        'aidCases.verifyBy',
        'aidCases.closeBy',
        'aidCases.endedAt',
        'aidCases.ending',
        'aidCases.repeatOf',
        'aidCases.recheckOwed',
        'aidCases.version',
      ])
  )
}

export type NamedCase = Awaited<ReturnType<ReturnType<typeof namedCases>['execute']>>[number]

/** Rows as they are shown, each with its clock as it stands now. */
export async function rowsOf(context: Context, rows: readonly NamedCase[]): Promise<AidCaseRow[]> {
  if (rows.length === 0) return []
  const calendar = await calendarOf(context)
  return rows.map(({ bornOn, field, ...row }) => ({
    ...row,
    field: field as VisitField | null,
    elderAge: bornOn === null ? null : ageOn(bornOn, context.today),
    clock: standingOf(
      row,
      context.now,
      workingHoursOf(key => context.setting(key, row.regionCode)),
      calendar,
    ),
  }))
}
/** One case with all that hangs on it; refuses when it is not in the caller's area. */
export async function getCase(context: Context, countyCode: string, id: string): Promise<AidCase> {
  const row = await namedCases(context.tx)
    .where('aidCases.countyCode', '=', countyCode)
    .where('aidCases.id', '=', id)
    .select([
      'aidCases.visitId',
      'aidCases.escalatedTo',
      'aidCases.signalKey',
      'aidCases.mergedInto',
      'aidCases.recheck',
    ])
    .executeTakeFirst()
  if (!row) throw noSuchCase()
  const { mergedInto, recheck, visitId, escalatedTo, signalKey, ...named } = row
  const [shown] = await rowsOf(context, [named])
  if (!shown) throw noSuchCase()
  const links = await linkedCases(context, countyCode, id, [mergedInto, row.repeatOf])
  context.concerns(countyCode, [row.elderId])
  return {
    ...shown,
    ...{ visitId, escalatedTo, signalKey, recheck },
    acts: await actsOfCase(context, countyCode, id),
    foundOn: visitId === null ? null : await foundOn(context, countyCode, visitId),
    tasks: await tasksOf(context, countyCode, id),
    referrals: await referralsOf(context, countyCode, id),
    meetings: await meetingsOf(context, countyCode, id),
    rechecks: await rechecksOf(context, countyCode, id),
    mergedInto: links.find(link => link.id === mergedInto) ?? null,
    tookIn: links.filter(link => link.into === id).map(({ into: _into, ...link }) => link),
    earlier: links.find(link => link.id === row.repeatOf) ?? null,
    today: context.today,
  }
}

async function actsOfCase({ tx }: Context, countyCode: string, id: string): Promise<AidCaseAct[]> {
  return tx
    .selectFrom('aidCaseActs')
    .leftJoin('accounts as doer', 'doer.id', 'aidCaseActs.byAccountId')
    .leftJoin('accounts as receiver', 'receiver.id', 'aidCaseActs.toAccountId')
    .where('aidCaseActs.countyCode', '=', countyCode)
    .where('aidCaseActs.caseId', '=', id)
    .orderBy('aidCaseActs.doneAt')
    .orderBy('aidCaseActs.id')
    .select([
      'aidCaseActs.id',
      'aidCaseActs.kind',
      'aidCaseActs.note',
      'aidCaseActs.byAccountId',
      'aidCaseActs.doneAt',
      'doer.name as byName',
      'receiver.name as toName',
    ])
    .execute()
}

export function noSuchCase(): Refused {
  return new Refused('not_found', '没有找到这个个案，或它不在您的辖区内。请返回列表刷新后重试。')
}
