// The accounts behind a line of the trial balance; each opens its statement.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import {
  type LedgerAccountKind,
  type LedgerUnit,
  ledgerAccountKinds,
  ledgerUnits,
} from '../../domain/ledger/accounts.ts'
import { unitWords } from '../../domain/ledger/amount.ts'
import type { AccountBalance } from '../../domain/ledger/entry.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { Amount } from './Amount.tsx'
import { DayField } from './DayField.tsx'
import './ledger.css'

interface Asked {
  regionCode: string
  day: string
  kind: LedgerAccountKind
  unit: LedgerUnit
}

export function AccountsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const regionCode = filters.region ?? post.regionCode
  const kind = ledgerAccountKinds.keys.find(key => key === filters.kind) ?? 'elderMeals'
  const unit = ledgerUnits.keys.find(key => key === filters.unit) ?? 'fen'
  const day = filters.day ?? dayOf(new Date())
  return (
    <Page
      title={say('ledger.accountsTitle', { kind: ledgerAccountKinds.words[kind], unit: unitWords[unit] })}
      above={<RegionBar code={regionCode} to={code => paths.ledgerAccounts({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.ledger({ region: filters.region, day: filters.day }))}>
            {say('ledger.back')}
          </Button>
          <ExportButton asked={{ regionCode, day, kind, unit }} />
        </Space>
      }
    >
      <search className="filters no-print">
        <DayField word={say('ledger.day')} value={day} onChange={chosen => change({ day: chosen })} />
      </search>
      <Accounts asked={{ regionCode, day, kind, unit }} />
    </Page>
  )
}

function ExportButton({ asked }: { asked: Asked }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveAnswer('ledger.exportAccounts', asked).catch(notice.refused)
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {say('ledger.export')}
    </Button>
  )
}

function Accounts({ asked }: { asked: Asked }) {
  const say = useWords()
  const list = usePages('ledger.accounts', asked)
  return (
    <Panel note={dayText(asked.day)}>
      <Paged list={list} nothing={say('ledger.accountsNone')}>
        {rows => (
          <CardTable<AccountBalance>
            rowKey="id"
            dataSource={[...rows]}
            pagination={false}
            columns={[
              {
                key: 'owner',
                title: say('ledger.owner'),
                render: (_, row) => (
                  <Go to={paths.ledgerAccount(row, { to: asked.day })} className="strong">
                    {row.ownerName ?? ledgerAccountKinds.words[row.kind]}
                  </Go>
                ),
              },
              { key: 'place', title: say('ledger.place'), dataIndex: 'placeName' },
              {
                key: 'balance',
                title: say('ledger.balance'),
                align: 'right',
                render: (_, row) => <Amount unit={row.unit} amount={row.balance} />,
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
