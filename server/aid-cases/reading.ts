// Aid cases as people read them: the list with its filters, and one case with all its acts.

import { sql } from 'kysely'
import type { AidCase, AidCaseRow } from '../../domain/aid-cases/aid-case.ts'
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { VisitField } from '../../domain/visits/answers.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

/** A case with the names people know it by. */
function namedCases(tx: Transaction) {
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
        'aidCases.version',
        'aidCases.visitId',
        'aidCases.escalatedTo',
      ])
  )
}

type NamedCase = Awaited<ReturnType<ReturnType<typeof namedCases>['execute']>>[number]

function rowOf(context: Context, { bornOn, field, ...row }: NamedCase) {
  return {
    ...row,
    field: field as VisitField | null,
    elderAge: bornOn === null ? null : ageOn(bornOn, context.today),
  }
}

export type ListInput = InputOf<(typeof aidCaseApi)['aidCase.list']>

/** Filters shared by the page and its total. */
function filtered(context: Context, input: ListInput) {
  const { regionCode, mine, stage, level, elderId, overdue, ended } = input
  const area = areaOf(regionCode)
  const inOneCounty = !['province', 'prefecture'].includes(levelOf(regionCode))
  const now = context.now.toISOString()
  return (
    namedCases(context.tx)
      .where('aidCases.regionCode', '>=', area.from)
      .where('aidCases.regionCode', '<=', area.to)
      .$if(inOneCounty, query => query.where('aidCases.countyCode', '=', regionCode.slice(0, 6)))
      .$if(mine, query => query.where('aidCases.ownerId', '=', context.actor.accountId))
      .$if(stage !== undefined, query => query.where('aidCases.stage', '=', stage ?? 'open'))
      .$if(stage === undefined && !ended, query =>
        query.where('aidCases.stage', 'not in', ['closed', 'rejected']),
      )
      .$if(stage === undefined && ended, query => query.where('aidCases.stage', 'in', ['closed', 'rejected']))
      .$if(level !== undefined, query => query.where('aidCases.level', '=', level ?? 'p0'))
      .$if(elderId !== undefined, query =>
        query.where(sql<boolean>`${elderId}::uuid in (elders.id, elders.merged_into)`),
      )
      // The same as isOverdue of domain/aid-cases/rules.ts; a test holds the two together.
      .$if(overdue, query =>
        query.where(eb =>
          eb.or([
            eb.and([
              eb('aidCases.stage', '=', 'open'),
              eb.or([eb('aidCases.acknowledgeBy', '<', now), eb('aidCases.onSiteBy', '<', now)]),
            ]),
            eb.and([eb('aidCases.stage', '=', 'acknowledged'), eb('aidCases.onSiteBy', '<', now)]),
          ]),
        ),
      )
  )
}

/** Gravest first, then the longest waiting: the order in which they are to be worked. */
export async function listCases(
  context: Context,
  input: ListInput,
): Promise<{ rows: AidCaseRow[]; next: string | null; total: number }> {
  const { limit, after } = input
  const query = filtered(context, input)
  const { total } = await query
    .clearSelect()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const cursor = after === undefined ? null : cursorFrom(after)
  const rows = await query
    .$if(cursor !== null, page =>
      page.where(eb =>
        eb(
          eb.refTuple('aidCases.level', 'aidCases.openedAt', 'aidCases.id'),
          '>',
          eb.tuple(cursor?.level ?? 'p0', cursor?.openedAt ?? '', cursor?.id ?? ''),
        ),
      ),
    )
    .orderBy('aidCases.level')
    .orderBy('aidCases.openedAt')
    .orderBy('aidCases.id')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => rowOf(context, row)),
    next: last ? `${last.level} ${last.openedAt} ${last.id}` : null,
    total,
  }
}

function cursorFrom(after: string) {
  const match = /^(p[0-3]) (\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置不对，请回到第一页重试。')
  return { level: match[1] as AidCaseRow['level'], openedAt: match[2] ?? '', id: match[3] ?? '' }
}

/** One case with its acts, oldest first; refuses when it is not in the caller's area. */
export async function getCase(context: Context, countyCode: string, id: string): Promise<AidCase> {
  const { tx } = context
  const row = await namedCases(tx)
    .where('aidCases.countyCode', '=', countyCode)
    .where('aidCases.id', '=', id)
    .executeTakeFirst()
  if (!row) throw noSuchCase()
  const acts = await tx
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
  context.concerns(countyCode, [row.elderId])
  return { ...rowOf(context, row), acts }
}

export function noSuchCase(): Refused {
  return new Refused('not_found', '没有找到这个个案，或它不在您的辖区内。请返回列表刷新后重试。')
}
