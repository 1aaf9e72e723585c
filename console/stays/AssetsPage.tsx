// Contracts of house or land for care: which are being looked into, which are in force, which were refused.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { type AssetRow, assetKinds, assetStates } from '../../domain/stays/asset.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { AssetDialog } from './AssetDialog.tsx'
import './stays.css'

export const assetColours = {
  ...{ assetChecking: 'processing', assetInForce: 'success', assetRefused: 'error' },
  ...{ assetWithdrawn: 'default', assetEnded: 'default' },
} as const

export function AssetsPage() {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const [writing, setWriting] = useState(false)
  const region = filters.region ?? post.regionCode
  const state = assetStates.keys.find(key => key === filters.state)
  const kind = assetKinds.keys.find(key => key === filters.kind)
  const list = usePages('assetContract.list', {
    ...{ regionCode: region, ...(state && { state }), ...(kind && { kind }) },
  })
  const counts = (list.query.data?.pages[0] as { counts?: Record<string, number> } | undefined)?.counts
  return (
    <Page
      title={say('assets.title')}
      above={<RegionBar code={region} to={code => paths.assets({ ...filters, region: code })} />}
      actions={
        may('stay:work') && (
          <Space wrap>
            <Button
              onClick={() =>
                void saveAnswer('assetContract.export', { regionCode: region }).catch(notice.refused)
              }
            >
              {say('stays.export')}
            </Button>
            {region.slice(4, 6) !== '00' && (
              <Button type="primary" onClick={() => setWriting(true)}>
                {say('assets.register')}
              </Button>
            )}
          </Space>
        )
      }
    >
      <p className="soft">{say('assets.what')}</p>
      {counts && (
        <FigureLinks
          figures={assetStates.keys
            .filter(key => (counts[key] ?? 0) > 0)
            .map(key => ({
              word: assetStates.words[key],
              value: say('assets.count', { count: figure(counts[key]) }),
              to: paths.assets({ region, state: key }),
            }))}
        />
      )}
      <FilterBar names={['state', 'kind']}>
        <Choose name="state" all={say('wishes.stateAll')} words={assetStates.words} />
        <Choose name="kind" all={say('assets.kindAll')} words={assetKinds.words} />
      </FilterBar>
      <Panel>
        <Paged list={list} nothing={say(state || kind ? 'stays.noneFiltered' : 'assets.none')}>
          {rows => <Rows rows={rows} />}
        </Paged>
      </Panel>
      {writing && <AssetDialog countyCode={region.slice(0, 6)} onClose={() => setWriting(false)} />}
    </Page>
  )
}

function Rows({ rows }: { rows: AssetRow[] }) {
  const say = useWords()
  return (
    <CardTable<AssetRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('stays.resident'),
          render: (_, row) => (
            <>
              <Go to={paths.asset(row)} className="strong">
                {row.elderName}
              </Go>{' '}
              {row.elderAge !== null && (
                <span className="soft">{say('elder.age', { age: row.elderAge })}</span>
              )}
            </>
          ),
        },
        { key: 'village', title: say('stays.place'), dataIndex: 'villageName' },
        { key: 'kind', title: say('stays.kind'), render: (_, row) => assetKinds.words[row.kind] },
        { key: 'party', title: say('assets.counterparty'), dataIndex: 'counterparty' },
        { key: 'signed', title: say('stays.signedOn'), render: (_, row) => dayText(row.signedOn) },
        { key: 'cooling', title: say('assets.coolingUntil'), render: (_, row) => dayText(row.coolingUntil) },
        {
          key: 'checks',
          title: say('assets.checks'),
          render: (_, row) => say('assets.holding', { holding: row.holding, asked: row.asked }),
        },
        {
          key: 'state',
          title: say('stays.standing'),
          render: (_, row) => <Tag color={assetColours[row.state]}>{assetStates.words[row.state]}</Tag>,
        },
      ]}
    />
  )
}
