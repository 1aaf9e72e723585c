// The list of aid cases with its filters: the same ones by which a board's figures are counted.
import { sql } from 'kysely'
import { type AidCaseRow, leftOutEndings, solvedEndings } from '../../domain/aid-cases/aid-case.ts'
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import { endedStages } from '../../domain/aid-cases/stages.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, type Day, startOfDay } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { namedCases, rowsOf } from './reading.ts'

export type ListInput = InputOf<(typeof aidCaseApi)['aidCase.list']>

const startOf = (day: Day) => startOfDay(day).toISOString()
const endOf = (day: Day) => startOfDay(addDays(day, 1)).toISOString()

/** Filters shared by the page and its total. */
function filtered(context: Context, input: ListInput) {
  const { regionCode, mine, stage, level, elderId, overdue, ended, everyStage } = input
  const area = areaOf(regionCode)
  const inOneCounty = !['province', 'prefecture'].includes(levelOf(regionCode))
  const now = context.now.toISOString()
  const isSolved = input.solved || input.solvedFrom !== undefined || input.solvedTo !== undefined
  return namedCases(context.tx)
    .where('aidCases.regionCode', '>=', area.from)
    .where('aidCases.regionCode', '<=', area.to)
    .$if(inOneCounty, query => query.where('aidCases.countyCode', '=', regionCode.slice(0, 6)))
    .$if(mine, query => query.where('aidCases.ownerId', '=', context.actor.accountId))
    .$if(stage !== undefined, query => query.where('aidCases.stage', '=', stage ?? 'open'))
    .$if(stage === undefined && !everyStage && !ended, query =>
      query.where('aidCases.stage', 'not in', [...endedStages]),
    )
    .$if(stage === undefined && !everyStage && ended, query =>
      query.where('aidCases.stage', 'in', [...endedStages]),
    )
    .$if(level !== undefined, query => query.where('aidCases.level', '=', level ?? 'p0'))
    .$if(elderId !== undefined, query =>
      query.where(sql<boolean>`${elderId}::uuid in (elders.id, elders.merged_into)`),
    )
    .$if(input.grave, query => query.where('aidCases.level', 'in', ['p0', 'p1']))
    .$if(overdue, query => query.where('aidCases.dueAt', '<', now))
    .$if(input.source !== undefined, query => query.where('aidCases.source', '=', input.source ?? 'visit'))
    .$if(input.repeated, query => query.where('aidCases.repeatOf', 'is not', null))
    .$if(input.recheckOwed, query => query.where('aidCases.recheckOwed', '=', true))
    .$if(input.leftOut, query => query.where('aidCases.ending', 'in', [...leftOutEndings]))
    .$if(isSolved, query => query.where('aidCases.ending', 'in', [...solvedEndings]))
    .$if(input.openedFrom !== undefined, query =>
      query.where('aidCases.openedAt', '>=', startOf(input.openedFrom ?? '')),
    )
    .$if(input.openedTo !== undefined, query =>
      query.where('aidCases.openedAt', '<', endOf(input.openedTo ?? '')),
    )
    .$if(input.solvedFrom !== undefined, query =>
      query.where('aidCases.endedAt', '>=', startOf(input.solvedFrom ?? '')),
    )
    .$if(input.solvedTo !== undefined, query =>
      query.where('aidCases.endedAt', '<', endOf(input.solvedTo ?? '')),
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
    rows: await rowsOf(context, page),
    next: last ? `${last.level} ${last.openedAt} ${last.id}` : null,
    total,
  }
}

function cursorFrom(after: string) {
  const match = /^(p[0-3]) (\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置不对，请回到第一页重试。')
  return { level: match[1] as AidCaseRow['level'], openedAt: match[2] ?? '', id: match[3] ?? '' }
}
