// Figures of cases for a board, and the wall of a duty room: counted from the rows themselves, never stored apart.
import { type RawBuilder, sql } from 'kysely'
import {
  type AidCaseLevel,
  aidCaseLevels,
  leftOutEndings,
  solvedEndings,
} from '../../domain/aid-cases/aid-case.ts'
import type { CaseFigures, caseBoardApi } from '../../domain/aid-cases/board-api.ts'
import { maskName } from '../../domain/elders/elder.ts'
import { areaOf, childLevelOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays, startOfDay } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { answererOf, answerersFor } from './owners.ts'
import { namedCases, rowsOf } from './reading.ts'

type Table = typeof caseBoardApi

const nothing: CaseFigures = {
  ...{ opened: 0, leftOut: 0, solved: 0, repeated: 0, closed: 0, medianHours: null },
  ...{ open: 0, overdue: 0, recheckOwed: 0 },
}

/** One line for each level in each part; `part` is the beginning of the part's code. */
type Counted = Partial<CaseFigures> & { level: AidCaseLevel; part: string }

/** Digits of a code that tell the regions one level down apart. */
const digitsOfChild = { prefecture: 4, county: 6, township: 9, village: 12 } as const

async function childrenOf({ tx }: Context, regionCode: string) {
  return tx
    .selectFrom('regions')
    .where('parentCode', '=', regionCode)
    .orderBy('code')
    .select(['code', 'shortName as name'])
    .execute()
}

async function countCases(
  context: Context,
  regionCode: string,
  what: RawBuilder<unknown>,
  when: RawBuilder<unknown>,
  groups: RawBuilder<unknown> = sql`level, part`,
): Promise<Counted[]> {
  const area = areaOf(regionCode)
  const child = childLevelOf(levelOf(regionCode))
  const digits = child && child !== 'province' ? digitsOfChild[child] : 12
  // Inside one county the county's own index serves; above it the index over time does.
  const county = ['province', 'prefecture'].includes(levelOf(regionCode))
    ? sql``
    : sql`county_code = ${regionCode.slice(0, 6)} and`
  const { rows } = await sql<Counted>`
    select ${groups}, ${what}
    from (select *, left(region_code, ${digits}) as part,
        floor(extract(epoch from ended_at - opened_at)::float8 / 3600)::int as hours
      from aid_cases
      where ${county} region_code between ${area.from} and ${area.to} and ${when}) counted
    group by ${groups}`.execute(context.tx)
  return rows
}

interface Weighted {
  hours: number
  closed: number
}

/** Of durations in whole hours, each as often as cases took it; null of none. */
function medianOf(lines: readonly Weighted[]): number | null {
  const sorted = lines.toSorted((one, other) => one.hours - other.hours)
  const total = sorted.reduce((sum, line) => sum + line.closed, 0)
  const at = (place: number) => {
    let passed = 0
    for (const { hours, closed } of sorted) {
      passed += closed
      if (passed > place) return hours
    }
    return 0
  }
  return total === 0 ? null : (at(Math.ceil(total / 2) - 1) + at(Math.floor(total / 2))) / 2
}

const summed = [
  'opened',
  'leftOut',
  'solved',
  'repeated',
  'closed',
  'open',
  'overdue',
  'recheckOwed',
] as const satisfies readonly (keyof CaseFigures)[]

async function board(context: Context, { regionCode, from, to }: InputOf<Table['aidCase.board']>) {
  checkInArea(context, regionCode)
  if (to < from) throw new Refused('invalid', '结束日期不能早于开始日期，请重新选择。')
  const [begins, ends] = [startOfDay(from).toISOString(), startOfDay(addDays(to, 1)).toISOString()]
  const solved = sql`ending = any(${[...solvedEndings]})`
  const opened = await countCases(
    context,
    regionCode,
    sql`count(*) as opened, count(*) filter (where ending = any(${[...leftOutEndings]})) as left_out,
      count(*) filter (where ${solved}) as solved, count(*) filter (where repeat_of is not null) as repeated`,
    sql`opened_at >= ${begins} and opened_at < ${ends}`,
  )
  // Whole hours, so that a year of the province is some thousand lines and not a sort of all its cases.
  const closed = (await countCases(
    context,
    regionCode,
    sql`count(*) as closed`,
    sql`ended_at >= ${begins} and ended_at < ${ends} and ${solved}`,
    sql`level, part, hours`,
  )) as (Counted & Weighted)[]
  const open = await countCases(
    context,
    regionCode,
    sql`count(*) as open, count(*) filter (where due_at < ${context.now.toISOString()}) as overdue`,
    sql`stage not in ('closed', 'rejected', 'joined')`,
  )
  const owed = await countCases(context, regionCode, sql`count(*) as recheck_owed`, sql`recheck_owed`)
  const figuresOf = (isLine: (line: Counted) => boolean): CaseFigures => {
    const figures = { ...nothing }
    for (const line of [...opened, ...closed, ...open, ...owed].filter(isLine))
      for (const name of summed) figures[name] += line[name] ?? 0
    return { ...figures, medianHours: medianOf(closed.filter(isLine)) }
  }
  const children = await childrenOf(context, regionCode)
  const partOf = (code: string) => code.slice(0, digitsOf(regionCode))
  return {
    whole: figuresOf(() => true),
    levels: aidCaseLevels.keys.map(level => ({ level, figures: figuresOf(line => line.level === level) })),
    parts: children.map(({ code, name }) => ({
      ...{ code, name },
      figures: figuresOf(line => line.part === partOf(code)),
    })),
    repeatDays: context.setting('aidCase.repeatDays', regionCode),
    asOf: context.now.toISOString(),
  }
}

function digitsOf(regionCode: string): number {
  const child = childLevelOf(levelOf(regionCode))
  return child && child !== 'province' ? digitsOfChild[child] : 12
}

/** More than fit on a wall: the rest are behind the township's figure. */
const wallCases = 40

async function wall(context: Context, { regionCode }: InputOf<Table['aidCase.wall']>) {
  checkInArea(context, regionCode)
  const { tx, now } = context
  const { from, to } = areaOf(regionCode)
  const inOneCounty = !['province', 'prefecture'].includes(levelOf(regionCode))
  const urgent = namedCases(tx)
    .where('aidCases.regionCode', '>=', from)
    .where('aidCases.regionCode', '<=', to)
    .$if(inOneCounty, query => query.where('aidCases.countyCode', '=', regionCode.slice(0, 6)))
    .where('aidCases.level', 'in', ['p0', 'p1'])
    .where('aidCases.stage', 'not in', ['closed', 'rejected', 'joined'])
  const rows = await urgent
    .orderBy('aidCases.level')
    .orderBy('aidCases.dueAt')
    .orderBy('aidCases.id')
    .limit(wallCases)
    .execute()
  const [newest] = await urgent
    .clearSelect()
    .select('aidCases.id')
    .orderBy('aidCases.openedAt', 'desc')
    .orderBy('aidCases.id', 'desc')
    .limit(1)
    .execute()
  const counted = await countCases(
    context,
    regionCode,
    sql`count(*) as open, count(*) filter (where due_at < ${now.toISOString()}) as overdue`,
    sql`stage not in ('closed', 'rejected', 'joined') and level in ('p0', 'p1')`,
  )
  const children = await childrenOf(context, regionCode)
  const answerers = await answerersFor(tx, [regionCode, ...children.map(child => child.code)], now)
  const onDuty = (place: string) => answererOf(answerers, place)?.id ?? ''
  const names = await namesOf(
    tx,
    [regionCode, ...children.map(child => child.code)].map(onDuty).filter(Boolean),
  )
  for (const countyCode of new Set(rows.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      rows.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  const shown = await rowsOf(context, rows)
  const own = await tx.selectFrom('regions').where('code', '=', regionCode).select('name').executeTakeFirst()
  return {
    name: own?.name ?? '',
    townships: children.map(({ code, name }) => {
      const lines = counted.filter(each => each.part === code.slice(0, digitsOf(regionCode)))
      const openAt = (level: AidCaseLevel) => lines.find(line => line.level === level)?.open ?? 0
      const overdue = lines.reduce((sum, line) => sum + (line.overdue ?? 0), 0)
      const dutyName = names.get(onDuty(code)) ?? null
      return { code, name, p0: openAt('p0'), p1: openAt('p1'), overdue, dutyName }
    }),
    // A wall is seen by whoever walks past: the surname is enough to talk about her.
    cases: shown.map(row => ({ ...row, elderName: maskName(row.elderName) })),
    newest: newest?.id ?? null,
    dutyName: names.get(onDuty(regionCode)) ?? null,
    asOf: now.toISOString(),
  }
}

export const caseBoards: Handlers<Table> = { 'aidCase.board': board, 'aidCase.wall': wall }
