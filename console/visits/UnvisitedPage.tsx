// Who has not been visited this month, and why they are on the list: the list behind the rate.
import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'

const unvisitedColumns = ['sex', 'age', 'township', 'village', 'groups', 'lastVisited'] as const

export function UnvisitedPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const list = usePages('visit.unvisited', { regionCode: region, month })
  return (
    <Page
      title={say('unvisited.title', { month: monthText(month) })}
      above={<RegionBar code={region} to={code => paths.unvisited({ region: code, month })} />}
      actions={
        <>
          {may('visit:assign') && <Go to={paths.visitors({ region })}>{say('unvisited.assign')}</Go>}
          <Go to={paths.board({ region, month })}>{say('records.back')}</Go>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('board.print')}
          </Button>
        </>
      }
    >
      <Panel title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say('unvisited.none')}>
          {rows => (
            <CardTable
              rowKey="id"
              dataSource={rows}
              pagination={false}
              scroll={{ x: 1000 }}
              columns={[
                ...columnsOfElders<(typeof rows)[number]>(say, unvisitedColumns),
                {
                  key: 'visitor',
                  title: say('unvisited.visitor'),
                  width: 130,
                  render: (_, row) =>
                    row.visitorName ?? <b className="warn-text">{say('unvisited.noVisitor')}</b>,
                },
                { key: 'why', title: say('unvisited.why'), render: (_, row) => row.why },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  )
}
