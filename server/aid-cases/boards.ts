// Figures of cases for a board, and the wall of a duty room.
import { type RawBuilder, sql } from 'kysely'
import { type AidCaseLevel, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import type { CaseFigures, caseBoardApi } from '../../domain/aid-cases/board-api.ts'
import { casesIn, medianHours } from '../../domain/aid-cases/median.ts'
import { maskName } from '../../domain/elders/elder.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { type Counted, digitsOf, figuresOfPeriod, isAboveCounty, type PeriodLine } from './figures.ts'
import { answererOf, answerersFor } from './owners.ts'
import { namedCases, rowsOf } from './reading.ts'
import { standingIn } from './standings.ts'

type Table = typeof caseBoardApi

const nothing: CaseFigures = {
  ...{ opened: 0, leftOut: 0, solved: 0, repeated: 0, closed: 0, medianHours: null },
  ...{ open: 0, overdue: 0, recheckOwed: 0 },
}

async function childrenOf({ tx }: Context, regionCode: string) {
  return tx
    .selectFrom('regions')
    .where('parentCode', '=', regionCode)
    .orderBy('code')
    .select(['code', 'shortName as name'])
    .execute()
}

/** What stands at this moment: few rows, each found by an index made for it. */
async function countCases(
  context: Context,
  regionCode: string,
  what: RawBuilder<unknown>,
  when: RawBuilder<unknown>,
): Promise<Counted[]> {
  const area = areaOf(regionCode)
  const county = isAboveCounty(regionCode) ? sql`` : sql`county_code = ${regionCode.slice(0, 6)} and`
  const { rows } = await sql<Counted>`
    select level, left(region_code, ${digitsOf(regionCode)}) as part, ${what} from aid_cases
    where ${county} region_code between ${area.from} and ${area.to} and ${when} group by 1, 2`.execute(
    context.tx,
  )
  return rows
}

const summed = [
  'opened',
  'leftOut',
  'solved',
  'repeated',
  'open',
  'overdue',
  'recheckOwed',
] as const satisfies readonly (keyof CaseFigures)[]

async function board(context: Context, { regionCode, from, to }: InputOf<Table['aidCase.board']>) {
  checkInArea(context, regionCode)
  if (to < from) throw new Refused('invalid', '结束日期不能早于开始日期，请重新选择。')
  // None waits for another: asked together, they travel together.
  const [period, standing, children] = await Promise.all([
    figuresOfPeriod(context, regionCode, from, to),
    standingIn(context, regionCode),
    childrenOf(context, regionCode),
  ])
  const lines: readonly (Counted & Partial<PeriodLine>)[] = [...period, ...standing]
  const figuresOf = (isLine: (line: Counted) => boolean): CaseFigures => {
    const own = lines.filter(isLine)
    const figures = { ...nothing }
    for (const line of own) for (const name of summed) figures[name] += line[name] ?? 0
    const taken = own.flatMap(line => line.taken ?? [])
    const closed = taken.reduce((sum, one) => sum + casesIn(one), 0)
    return { ...figures, closed, medianHours: medianHours(taken) }
  }
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

/** More than fit on a wall: the rest are behind the township's figure. */
const wallCases = 40

async function wall(context: Context, { regionCode }: InputOf<Table['aidCase.wall']>) {
  checkInArea(context, regionCode)
  const { tx, now } = context
  const { from, to } = areaOf(regionCode)
  const inOneCounty = !isAboveCounty(regionCode)
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
