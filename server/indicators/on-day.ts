// Who was on record on any day, and where each stood: the words that count a month, asked for that one day.
import { CompiledQuery } from 'kysely'
import type { ElderGroup } from '../../domain/elders/elder.ts'
import { type FrozenStanding, groupBit, standingLetters } from '../../domain/indicators/frozen.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { type Day, monthOf } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { askedFor } from './asked.ts'
import { classification } from './figures.ts'
import { bitsOfGroups, letterOfStanding } from './freezing.ts'

export interface DayQuestion {
  /** A county or a part of one. */
  regionCode: string
  day: Day
  group?: ElderGroup | undefined
  standing?: FrozenStanding | undefined
}

interface Placed {
  id: string
  regionCode: string
  letter: string
  bits: number
}

/** On a month's last day these are the people of the month's figures. */
const onDay = `with ${classification},
placed as (
  select region_code, id, ${letterOfStanding} as letter, ${bitsOfGroups} as bits from classified where on_record
)`

const wanted = `($2::int = 0 or bits & $2::int <> 0) and ($3::text = '' or letter = $3::text)`

function asked(context: Context, { regionCode, day, group, standing }: DayQuestion): unknown[] {
  const { from, to } = areaOf(regionCode)
  return [
    JSON.stringify(askedFor(context.system, [{ from, to, month: monthOf(day) }], day)),
    group === undefined ? 0 : groupBit(group),
    standing === undefined ? '' : standingLetters[standing],
  ]
}

export async function eldersOnDay(
  context: Context,
  question: DayQuestion & { limit: number; after: { regionCode: string; id: string } | null },
): Promise<(Placed & { countyCode: string })[]> {
  const { after, limit, regionCode } = question
  const found = await context.tx.executeQuery<Placed>(
    CompiledQuery.raw(
      `${onDay} select id, region_code as "regionCode", letter, bits from placed
       where ${wanted} and (region_code, id) > ($4::text, $5::uuid)
       order by region_code, id limit $6`,
      [
        ...asked(context, question),
        after?.regionCode ?? '',
        after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        limit,
      ],
    ),
  )
  return found.rows.map(row => ({ ...row, countyCode: countyCodeOf(regionCode) }))
}

/** How many stood where; the people of the question alone, so that the parts add up to its total. */
export async function countOnDay(context: Context, question: DayQuestion): Promise<Map<string, number>> {
  const found = await context.tx.executeQuery<{ letter: string; count: number }>(
    CompiledQuery.raw(
      `${onDay} select letter, count(*) as count from placed where ${wanted} group by letter`,
      asked(context, { ...question, standing: undefined }),
    ),
  )
  return new Map(found.rows.map(row => [row.letter, row.count]))
}

/** Where one person stood, or null who was not on record. */
export async function elderOnDay(
  context: Context,
  { regionCode, id, day }: { regionCode: string; id: string; day: Day },
): Promise<Placed | null> {
  const found = await context.tx.executeQuery<Placed>(
    CompiledQuery.raw(
      `${onDay} select id, region_code as "regionCode", letter, bits from placed where ${wanted} and id = $4::uuid`,
      [...asked(context, { regionCode, day }), id],
    ),
  )
  return found.rows[0] ?? null
}
