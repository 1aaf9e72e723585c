// Opens a number of a board as the list of elders it counted.
import * as z from 'zod/mini'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { countsElders, type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { elderRows } from '../elders/elders.ts'
import { elderIdsBehind } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'

interface RecordsQuestion {
  regionCode: string
  month: Month
  indicator: Indicator
  limit: number
  after?: string | undefined
}

export async function readRecords(
  context: Context,
  question: RecordsQuestion,
): Promise<{ rows: ElderRow[]; next: string | null; total: number }> {
  const { indicator } = question
  if (!countsElders(indicator))
    throw new Refused(
      'invalid',
      `“${indicators.words[indicator]}”数的不是老年人，没有名单可看。请查看老年人类的指标。`,
    )
  const after = readPlace(question.after)
  const { keys, next } = await elderIdsBehind(context, { ...question, indicator, after })
  return {
    rows: await elderRows(context, keys),
    next: next && `${next.regionCode} ${next.id}`,
    total: await totalOf(context, question),
  }
}

const Place = z.string().check(z.regex(/^\d{12} [0-9a-f-]{36}$/))

function readPlace(text: string | undefined): { regionCode: string; id: string } | null {
  if (text === undefined) return null
  if (!Place.safeParse(text).success) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { regionCode: text.slice(0, 12), id: text.slice(13) }
}

/** The very number the board shows. */
async function totalOf({ tx }: Context, { regionCode, month, indicator }: RecordsQuestion): Promise<number> {
  const level = levelOf(regionCode)
  const area = areaOf(regionCode)
  const isAddedUp = level === 'province' || level === 'prefecture'
  const found = await tx
    .selectFrom('indicatorValues')
    .select(given => given.fn.sum<string>('value').as('total'))
    .where('month', '=', month)
    .where('indicator', '=', indicator)
    .$if(!isAddedUp, query => query.where('regionCode', '=', regionCode))
    .$if(isAddedUp, query =>
      query.where('regionCode', 'in', given =>
        given
          .selectFrom('regions')
          .select('code')
          .where('level', '=', 'county')
          .where('code', '>=', area.from)
          .where('code', '<=', area.to),
      ),
    )
    .executeTakeFirst()
  return Number(found?.total ?? 0)
}
