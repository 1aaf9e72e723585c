// The counties of changed meal rules, the border ones added up apart from the others.
import type { MealChange, MealCounty } from '../../domain/budgets/meal-change.ts'
import { totalOf } from '../../domain/budgets/money.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Change, CountyName } from './MoneyTable.tsx'
import { PeopleCount } from './PeopleCount.tsx'

export function MealTable({ counties, change }: { counties: readonly MealCounty[]; change: MealChange }) {
  const say = useWords()
  const named = counties.filter(row => row.elders > 0)
  const sides = [
    { name: say('budget.borderAll'), rows: named.filter(row => row.isBorder) },
    { name: say('budget.othersAll'), rows: named.filter(row => !row.isBorder) },
  ].filter(({ rows }) => rows.length > 0)
  const rows = named.length < 2 ? named : [...named, ...sides.map(({ name, rows }) => summed(name, rows))]
  return (
    <Panel title={say('budget.byCounty')}>
      <CardTable<MealCounty>
        rowKey={row => row.countyCode || row.name}
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'name',
            title: say('budget.county'),
            render: (_, row) => (
              <CountyName name={row.name} isBorder={row.isBorder && row.countyCode !== ''} />
            ),
          },
          { key: 'elders', title: say('budget.elders'), render: (_, row) => figure(row.elders) },
          {
            key: 'helped',
            title: say('budget.helped'),
            render: (_, row) =>
              row.hasRule ? <Change before={row.before} after={row.after} /> : say('budget.noRule'),
          },
          ...(['gained', 'lost'] as const).map(effect => ({
            key: effect,
            title: say(`budget.${effect}`),
            render: (_: unknown, row: MealCounty) => (
              <PeopleCount row={row} count={row[effect]} effect={effect} change={{ meal: change }} />
            ),
          })),
          { key: 'eaters', title: say('budget.eaters'), render: (_, row) => figure(row.eaters) },
          {
            key: 'month',
            title: say('budget.mealMonth'),
            render: (_, row) => <Change before={row.beforeFen} after={row.afterFen} words={sumBriefly} />,
          },
          {
            key: 'year',
            title: say('budget.yearMore'),
            render: (_, row) => sumBriefly((row.afterFen - row.beforeFen) * 12),
          },
        ]}
      />
    </Panel>
  )
}

const counted = [
  ...(['elders', 'before', 'after', 'gained', 'lost', 'eaters', 'servings'] as const),
  ...(['beforeFen', 'afterFen', 'elderBeforeFen', 'elderAfterFen'] as const),
]

function summed(name: string, rows: readonly MealCounty[]): MealCounty {
  const [first] = rows
  if (!first) throw new Error('no side without a county')
  const sums = Object.fromEntries(counted.map(field => [field, totalOf(rows, field)]))
  return {
    ...first,
    ...sums,
    ...{ name, countyCode: '', regionCode: '', countyGb2260: '', isBorder: false },
    hasRule: rows.some(row => row.hasRule),
  }
}
