// Emergencies of a region: those that are running first.
import { Button, Segmented, Tag } from 'antd'
import { type SurgeRow, surgeEndings, surgeKinds } from '../../domain/surges/surge.ts'
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
import { Warnings } from './Warnings.tsx'

export function SurgesPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const standing = filters.shown !== 'all'
  const list = usePages('surge.list', { regionCode: region, standing })
  return (
    <Page
      title={say('surges.title')}
      above={<RegionBar code={region} to={code => paths.surges({ ...filters, region: code })} />}
      actions={
        may('surge:declare') && (
          <Button type="primary" size="large" onClick={() => go(paths.surgeDeclare())}>
            {say('surges.declare')}
          </Button>
        )
      }
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          value={standing ? 'running' : 'all'}
          options={[
            { value: 'running', label: say('surges.running') },
            { value: 'all', label: say('surges.all') },
          ]}
          onChange={shown => change({ shown: shown === 'all' ? 'all' : undefined })}
        />
      </search>
      <Warnings />
      <Panel>
        <Paged list={list} nothing={say(standing ? 'surges.noneRunning' : 'surges.none')}>
          {rows => <SurgeTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function SurgeTable({ rows }: { rows: SurgeRow[] }) {
  const say = useWords()
  return (
    <CardTable<SurgeRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'kind',
          title: say('surges.kind'),
          render: (_, row) => (
            <Go to={paths.surge(row)} className="strong">
              {surgeKinds.words[row.kind]}
            </Go>
          ),
        },
        { key: 'places', title: say('surges.places'), dataIndex: 'places' },
        {
          key: 'progress',
          title: say('surges.progress'),
          render: (_, row) => say('surges.progressOf', { reached: row.reached, total: row.total }),
        },
        {
          key: 'declaredAt',
          title: say('surges.declaredAt'),
          render: (_, row) => instantText(row.declaredAt),
        },
        { key: 'until', title: say('surges.until'), render: (_, row) => instantText(row.until) },
        { key: 'state', title: say('surges.state'), render: (_, row) => <SurgeState row={row} /> },
      ]}
    />
  )
}

export function SurgeState({ row }: { row: Pick<SurgeRow, 'ending'> }) {
  const say = useWords()
  return row.ending ? (
    <Tag>{surgeEndings.words[row.ending]}</Tag>
  ) : (
    <Tag color="error">{say('surges.isRunning')}</Tag>
  )
}
