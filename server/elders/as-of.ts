// The ledger as it was on a day: counted by the words that count a month, so that list and figure agree.
import { sql } from 'kysely'
import type { asOfApi } from '../../domain/elders/as-of-api.ts'
import {
  frozenStandings,
  groupsOfBits,
  standingLetters,
  standingOfLetter,
} from '../../domain/indicators/frozen.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { countOnDay, elderOnDay, eldersOnDay } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { unknownElder } from './record.ts'
import { type ElderKey, elderRows } from './rows.ts'

type List = (typeof asOfApi)['elder.asOf']
type One = (typeof asOfApi)['elder.onDay']
type Absences = OutputOf<One>['absences']

export async function listAsOf(context: Context, question: InputOf<List>): Promise<OutputOf<List>> {
  checkQuestion(context, question.day)
  const level = levelOf(question.regionCode)
  if (level === 'province' || level === 'prefecture')
    throw new Refused('invalid', '历史名册按县（市、区）或以下查看，请先选择一个县。')
  const { limit, standing } = question
  const cursor = readCursor(question.after)
  const after = cursor && { regionCode: cursor.key, id: cursor.id }
  const found = await eldersOnDay(context, { ...question, limit: limit + 1, after })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const counts = await countOnDay(context, question)
  const standings = Object.fromEntries(
    frozenStandings.keys.map(key => [key, counts.get(standingLetters[key]) ?? 0]),
  )
  const all = Object.values(standings).reduce((sum, count) => sum + count, 0)
  return {
    rows: await rowsOn(context, question.day, page),
    next: found.length > limit && last ? writeCursor({ rank: 0, key: last.regionCode, id: last.id }) : null,
    total: standing === undefined ? all : (standings[standing] ?? 0),
    standings,
  }
}

async function rowsOn(
  context: Context,
  day: Day,
  page: readonly (ElderKey & { letter: string; bits: number })[],
): Promise<OutputOf<List>['rows']> {
  const elders = await elderRows(context, page)
  const known = await thatDay(context, day, page)
  const byId = new Map(page.map(one => [one.id, one]))
  const born = new Map(known.map(one => [one.id, one]))
  return elders.flatMap(elder => {
    const placed = byId.get(elder.id)
    const then = born.get(elder.id)
    if (!placed || !then) return []
    return [
      {
        ...elder,
        age: then.bornOn === null ? null : ageOn(then.bornOn, day),
        groups: groupsOfBits(placed.bits),
        standing: standingOfLetter(placed.letter),
        absences: then.absences,
        livedIn: then.livedIn,
      },
    ]
  })
}

interface ThatDay {
  id: string
  bornOn: Day | null
  absences: Absences
  livedIn: string | null
}

/** Stays in force that day, and the village of the home lived in then, if it was another. */
async function thatDay({ tx }: Context, day: Day, keys: readonly ElderKey[]): Promise<ThatDay[]> {
  if (keys.length === 0) return []
  const found = await sql<ThatDay>`
    select e.id, e.born_on,
      (
        select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from,
          'validTo', a.valid_to) order by a.valid_from, a.id), '[]')
        from elder_absences a
        where a.county_code = e.county_code and a.elder_id = any (e.id || e.merged_ids)
          and a.valid_from <= ${day} and (a.valid_to is null or a.valid_to >= ${day})
      ) as absences,
      (
        select village.short_name from household_stays s
        join households h on h.county_code = s.county_code and h.id = s.household_id
        join regions village on village.code = h.region_code
        where s.county_code = e.county_code and s.elder_id = e.id and s.came_on <= ${day} and s.left_on > ${day}
          and h.region_code <> e.region_code
        order by s.left_on limit 1
      ) as lived_in
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id`.execute(tx)
  return found.rows
}

function checkQuestion({ today }: Context, day: Day): void {
  if (day > today) throw new Refused('invalid', '这一天还没有到。请选择今天或以前的日期。')
}

export async function readOnDay(context: Context, question: InputOf<One>): Promise<OutputOf<One>> {
  checkQuestion(context, question.day)
  const { countyCode, id, day } = question
  const elder = await context.tx
    .selectFrom('elders')
    .select(['regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  context.concerns(countyCode, [id])
  const placed = await elderOnDay(context, { regionCode: elder.regionCode, id, day })
  const [then] = await thatDay(context, day, [{ countyCode, id }])
  return {
    day,
    standing: placed && standingOfLetter(placed.letter),
    groups: placed ? groupsOfBits(placed.bits) : [],
    absences: then?.absences ?? [],
    livedIn: then?.livedIn ?? null,
  }
}
