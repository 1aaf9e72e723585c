// The visitors of an area and how many elders each looks after.
import { Button } from 'antd'
import type { Output } from '../../domain/api.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'

export function VisitorsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const visitors = useAnswer('visitor.list', { regionCode: region })
  return (
    <Page
      title={say('visitors.title')}
      above={<RegionBar code={region} to={code => paths.visitors({ region: code })} />}
      actions={
        <Button type="primary" onClick={() => go(paths.elders({ region }))}>
          {say('visitors.toElders')}
        </Button>
      }
    >
      <Panel note={say('visitors.advice')}>
        <Answered query={visitors}>
          {rows =>
            rows.length === 0 ? (
              <Nothing>{say('visitors.none')}</Nothing>
            ) : (
              <CardTable<Output<'visitor.list'>[number]>
                rowKey="id"
                dataSource={rows}
                pagination={rows.length > 100 && { pageSize: 100, showSizeChanger: false }}
                columns={[
                  { key: 'name', title: say('visitors.name'), dataIndex: 'name' },
                  { key: 'login', title: say('visitors.login'), dataIndex: 'login' },
                  {
                    key: 'elders',
                    title: say('visitors.elders'),
                    align: 'right',
                    defaultSortOrder: 'descend',
                    sorter: (one, other) => one.elders - other.elders,
                    render: (_, row) => `${figure(row.elders)} ${say('unit.people')}`,
                  },
                ]}
              />
            )
          }
        </Answered>
      </Panel>
    </Page>
  )
}
