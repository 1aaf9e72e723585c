// Care accounts of an area: whoever has paid ahead, whoever has a share to pay, and money taken at the counter.
import { Button, Modal, Segmented, Tag } from 'antd'
import { useState } from 'react'
import type { CareAccountRow } from '../../domain/care-accounts/care-account.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { ElderPicker } from '../elders/family/ElderPicker.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { TimeStanding } from './SavedTime.tsx'

export function CareAccountsPage() {
  const say = useWords()
  const notice = useNotice()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [taking, setTaking] = useState(false)
  const region = filters.region ?? post.regionCode
  const shortOnly = filters.shown === 'short'
  const list = usePages('careAccount.list', { regionCode: region, shortOnly })
  return (
    <Page
      title={say('care.title')}
      above={<RegionBar code={region} to={code => paths.careAccounts({ ...filters, region: code })} />}
      actions={
        <>
          <Button
            onClick={() =>
              saveAnswer('careAccount.export', { regionCode: region, shortOnly }).catch(notice.refused)
            }
          >
            {say('care.export')}
          </Button>
          <Button type="primary" onClick={() => setTaking(true)}>
            {say('care.take')}
          </Button>
        </>
      }
    >
      <p className="soft">{say('care.what')}</p>
      <TimeStanding regionCode={region} />
      <search className="filters no-print">
        <Segmented
          size="large"
          value={shortOnly ? 'short' : 'all'}
          options={[
            { value: 'all', label: say('care.all') },
            { value: 'short', label: say('care.short') },
          ]}
          onChange={chosen => change({ shown: chosen === 'short' ? 'short' : undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say(shortOnly ? 'care.noneShort' : 'care.none')}>
          {rows => <Accounts rows={rows} />}
        </Paged>
      </Panel>
      {taking && <WhoPays region={region} onClose={() => setTaking(false)} />}
    </Page>
  )
}

function Accounts({ rows }: { rows: CareAccountRow[] }) {
  const say = useWords()
  return (
    <CardTable<CareAccountRow>
      rowKey="elderId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('care.name'),
          render: (_, row) => (
            <Go to={paths.careAccount({ countyCode: row.countyCode, id: row.elderId })} className="strong">
              {row.name}
            </Go>
          ),
        },
        { key: 'village', title: say('care.village'), dataIndex: 'villageName' },
        {
          key: 'balance',
          title: say('care.balanceYuan'),
          align: 'right',
          render: (_, row) => money(row.balanceFen),
        },
        { key: 'owed', title: say('care.owed'), align: 'right', render: (_, row) => money(row.owedFen) },
        {
          key: 'short',
          title: say('care.shortBy'),
          align: 'right',
          render: (_, row) => (row.shortFen === 0 ? '—' : <Tag color="warning">{money(row.shortFen)}</Tag>),
        },
        {
          key: 'last',
          title: say('care.lastTopUp'),
          render: (_, row) => (row.lastTopUpOn === null ? '—' : dayText(row.lastTopUpOn)),
        },
      ]}
    />
  )
}

/** Anybody of the area, also who is not in the list yet: the counter begins with a name. */
function WhoPays({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  return (
    <Modal open title={say('care.pick')} footer={null} onCancel={onClose}>
      <div className="care-pick">
        <ElderPicker
          regionCode={region}
          without=""
          onPicked={({ countyCode, id }) => go(paths.careAccount({ countyCode, id }, { take: 'yes' }))}
        />
      </div>
    </Modal>
  )
}
