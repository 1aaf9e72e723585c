// Sheets for village loudspeakers, newest first, each with how many villages have read it out.
import { Button } from 'antd'
import { type BroadcastRow, broadcastKinds } from '../../domain/notices/loudspeaker.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'

export function BroadcastsPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('broadcast.list', { regionCode: region })
  return (
    <Page
      title={say('broadcasts.title')}
      above={<RegionBar code={region} to={code => paths.broadcasts({ region: code })} />}
      actions={
        may('notice:send') && (
          <Button type="primary" size="large" onClick={() => go(paths.broadcastWrite())}>
            {say('broadcasts.write')}
          </Button>
        )
      }
    >
      <Panel>
        <Paged list={list} nothing={say('broadcasts.none')}>
          {rows => (
            <CardTable<BroadcastRow>
              rowKey="id"
              dataSource={rows}
              pagination={false}
              columns={[
                {
                  key: 'title',
                  title: say('broadcasts.name'),
                  render: (_, row) => (
                    <Go to={paths.broadcast(row)} className="strong">
                      {row.title}
                    </Go>
                  ),
                },
                {
                  key: 'kind',
                  title: say('broadcasts.kind'),
                  render: (_, row) => broadcastKinds.words[row.kind],
                },
                {
                  key: 'progress',
                  title: say('broadcasts.progress'),
                  render: (_, row) => say('broadcasts.progressOf', { read: row.readOut, all: row.villages }),
                },
                { key: 'by', title: say('broadcasts.writtenBy'), dataIndex: 'writtenBy' },
                {
                  key: 'at',
                  title: say('broadcasts.writtenAt'),
                  render: (_, row) => instantText(row.writtenAt),
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  )
}
