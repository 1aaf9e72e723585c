// Every level a person has set that still holds, the soonest to end first.
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { RiskTag } from './RiskTag.tsx'
import './risk.css'

const columns = ['sex', 'age', 'township', 'village'] as const

export function OverrulesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('riskOverrule.list', { regionCode: region })
  return (
    <Page
      title={say('overrules.title')}
      above={<RegionBar code={region} to={code => paths.overrules({ region: code })} />}
      actions={<Go to={paths.due({ region })}>{say('due.title')}</Go>}
    >
      <Panel>
        <Paged list={list} nothing={say('overrules.none')}>
          {rows => (
            <CardTable
              rowKey={row => row.overrule.id}
              dataSource={rows}
              pagination={false}
              columns={[
                ...columnsOfElders<(typeof rows)[number]>(say, columns),
                {
                  key: 'set',
                  title: say('overrules.set'),
                  width: 100,
                  render: (_, row) => <RiskTag level={row.overrule.level} />,
                },
                {
                  key: 'rule',
                  title: say('overrules.rule'),
                  width: 100,
                  render: (_, row) => <RiskTag level={row.ruleNow ?? row.overrule.ruleLevel} />,
                },
                {
                  key: 'until',
                  title: say('overrules.until'),
                  width: 130,
                  render: (_, row) => <span className="nowrap">{row.overrule.validTo}</span>,
                },
                {
                  key: 'who',
                  title: say('overrules.who'),
                  render: (_, row) => (
                    <>
                      {row.overrule.setBy}
                      <div className="soft small">{row.overrule.reason}</div>
                    </>
                  ),
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  )
}
