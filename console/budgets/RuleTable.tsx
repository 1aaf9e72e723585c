// The counties of a changed rule, the border ones added up apart from the others.
import { totalOf } from '../../domain/budgets/money.ts'
import type { RuleChange, RuleCounty } from '../../domain/budgets/plan.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Change, CountyName } from './MoneyTable.tsx'
import { PeopleCount } from './PeopleCount.tsx'

export function RuleTable({ counties, change }: { counties: readonly RuleCounty[]; change: RuleChange }) {
  const say = useWords()
  const may = useMay()
  const named = counties.filter(row => row.elders > 0)
  const sides = [
    { name: say('budget.borderAll'), rows: named.filter(row => row.isBorder) },
    { name: say('budget.othersAll'), rows: named.filter(row => !row.isBorder) },
  ].filter(({ rows }) => rows.length > 0)
  const rows = named.length < 2 ? named : [...named, ...sides.map(({ name, rows }) => summed(name, rows))]
  return (
    <Panel title={say('budget.byCounty')}>
      <CardTable<RuleCounty>
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
            key: 'after',
            title: say('budget.after'),
            render: (_, row) =>
              row.hasRule ? <Change before={row.before} after={row.after} /> : say('budget.noRule'),
          },
          ...(['gained', 'lost', 'amountChanged'] as const).map(effect => ({
            key: effect,
            title: say(`budget.${effect}`),
            render: (_: unknown, row: RuleCounty) => (
              <PeopleCount row={row} count={row[effect]} effect={effect} change={{ benefit: change }} />
            ),
          })),
          {
            key: 'month',
            title: say('budget.month'),
            render: (_, row) => <Change before={row.beforeFen} after={row.afterFen} words={sumBriefly} />,
          },
          {
            key: 'year',
            title: say('budget.yearMore'),
            render: (_, row) => sumBriefly((row.afterFen - row.beforeFen + row.otherFen) * 12),
          },
        ]}
      />
    </Panel>
  )
}

function summed(name: string, rows: readonly RuleCounty[]): RuleCounty {
  return {
    ...{ name, countyCode: '', regionCode: '', countyGb2260: '', isBorder: false },
    hasRule: rows.some(row => row.hasRule),
    elders: totalOf(rows, 'elders'),
    before: totalOf(rows, 'before'),
    after: totalOf(rows, 'after'),
    gained: totalOf(rows, 'gained'),
    lost: totalOf(rows, 'lost'),
    amountChanged: totalOf(rows, 'amountChanged'),
    beforeFen: totalOf(rows, 'beforeFen'),
    afterFen: totalOf(rows, 'afterFen'),
    otherFen: totalOf(rows, 'otherFen'),
  }
}
