// The people behind a number of the board of load, with the days it is about.
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { loadMeasures } from '../../domain/rounds/load.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

const columns = ['sex', 'age', 'township', 'village', 'groups', 'visitor', 'lastVisited'] as const

export function LoadRecordsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const measure = loadMeasures.keys.find(key => key === filters.measure) ?? 'carried'
  const list = usePages('visitorLoad.records', {
    ...{ regionCode: region, month, measure },
    ...(filters.account && { accountId: filters.account }),
  })
  return (
    <Page
      title={say('rounds.recordsTitle', { what: loadMeasures.words[measure], month: monthText(month) })}
      above={
        <RegionBar
          code={region}
          to={code => paths.loadRecords({ region: code, month, measure, account: filters.account })}
        />
      }
      actions={<Go to={paths.visitors({ region, month: filters.month })}>{say('rounds.back')}</Go>}
    >
      <Panel>
        <Paged list={list} nothing={say('rounds.recordsNone')}>
          {rows => (
            <CardTable
              rowKey="id"
              dataSource={rows}
              pagination={false}
              scroll={{ x: 1000 }}
              columns={[
                ...columnsOfElders<(typeof rows)[number]>(say, columns),
                {
                  key: 'days',
                  title: say('rounds.days'),
                  render: (_, row) => row.days.map(day => day.slice(5)).join('、'),
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  )
}
