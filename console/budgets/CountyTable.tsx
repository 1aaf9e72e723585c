// The counties of a changed rule, of a benefit or of meals: the border ones added up apart from the others.
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { BudgetEffect, PeopleAsked } from '../../domain/budgets/people.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Change, CountyName } from './MoneyTable.tsx'
import { PeopleCount } from './PeopleCount.tsx'

interface County {
  countyCode: string
  regionCode: string
  countyGb2260: string
  name: string
  isBorder: boolean
  hasRule: boolean
  elders: number
  before: number
  after: number
  beforeFen: number
  afterFen: number
}

interface TableProps<Row extends County, Effect extends BudgetEffect> {
  counties: readonly Row[]
  change: PeopleAsked['change']
  effects: readonly Effect[]
  /** What those are who are counted before and after, and what a month costs. */
  words: { who: string; month: string }
  /** Fen a month that the change moves in other benefits; counted into the year's difference only. */
  otherFen?: (row: Row) => number
  more?: TableColumnsType<Row>
}

export function CountyTable<Row extends County & Record<Effect, number>, Effect extends BudgetEffect>({
  counties,
  change,
  effects,
  words,
  otherFen = () => 0,
  more = [],
}: TableProps<Row, Effect>) {
  const say = useWords()
  const may = useMay()
  const sides = [say('budget.borderAll'), say('budget.othersAll')] as const
  const { shown, hidden, showAll } = useShown(withSides(counties, sides))
  return (
    <Panel title={say('budget.byCounty')}>
      <CardTable<Row>
        rowKey={row => row.countyCode || row.name}
        dataSource={shown}
        pagination={false}
        columns={[
          {
            key: 'name',
            title: say('budget.county'),
            render: (_, row) => (
              <CountyName name={row.name} isBorder={row.isBorder && row.countyCode !== ''} />
            ),
          },
          {
            key: 'elders',
            title: say('budget.elders'),
            render: (_, row) =>
              row.countyCode && may('elder:read') ? (
                <Go to={paths.elders({ region: row.regionCode })}>{figure(row.elders)}</Go>
              ) : (
                figure(row.elders)
              ),
          },
          {
            key: 'who',
            title: words.who,
            render: (_, row) =>
              row.hasRule ? <Change before={row.before} after={row.after} /> : say('budget.noRule'),
          },
          ...effects.map(effect => ({
            key: effect,
            title: say(`budget.${effect}`),
            render: (_: unknown, row: Row) => (
              <PeopleCount row={row} count={row[effect]} effect={effect} change={change} />
            ),
          })),
          ...more,
          {
            key: 'month',
            title: words.month,
            render: (_, row) => <Change before={row.beforeFen} after={row.afterFen} words={sumBriefly} />,
          },
          {
            key: 'year',
            title: say('budget.yearMore'),
            render: (_, row) => sumBriefly((row.afterFen - row.beforeFen + otherFen(row)) * 12),
          },
        ]}
      />
      {hidden > 0 && (
        <Button block size="large" onClick={showAll}>
          {say('budget.allCounties', { count: hidden })}
        </Button>
      )}
    </Panel>
  )
}

/** On a phone a card each: nobody scrolls through seventy of them to the map. */
const atFirst = 8

function useShown<Row>(rows: Row[]) {
  const narrow = useNarrow()
  const [isWhole, setWhole] = useState(false)
  const isCut = narrow && !isWhole && rows.length > atFirst
  return {
    shown: isCut ? rows.slice(0, atFirst) : rows,
    hidden: isCut ? rows.length - atFirst : 0,
    showAll: () => setWhole(true),
  }
}

/** Counties with somebody in them, and above several of them the sums of the two sides. */
function withSides<Row extends County>(
  counties: readonly Row[],
  [border, others]: readonly [string, string],
): Row[] {
  const named = counties.filter(row => row.elders > 0)
  if (named.length < 2) return named
  return [
    ...summed(
      border,
      named.filter(row => row.isBorder),
    ),
    ...summed(
      others,
      named.filter(row => !row.isBorder),
    ),
    ...named,
  ]
}

/** Every number of a row is a count or a sum. */
function summed<Row extends County>(name: string, rows: readonly Row[]): Row[] {
  const [first] = rows
  if (!first) return []
  const sums = Object.fromEntries(
    Object.keys(first).flatMap(key => {
      const values = rows.map(row => row[key as keyof Row])
      return values.every(value => typeof value === 'number')
        ? [[key, values.reduce<number>((sum, value) => sum + Number(value), 0)]]
        : []
    }),
  )
  const none = { countyCode: '', regionCode: '', countyGb2260: '', isBorder: false }
  return [{ ...first, ...sums, ...none, name, hasRule: rows.some(row => row.hasRule) }]
}
