// One account over some days, with what it held after each movement; printable as it stands.
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import { kindRules, ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
import { unitWords } from '../../domain/ledger/amount.ts'
import type { StatementLine } from '../../domain/ledger/entry.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { Answered, useNotice } from '../states.tsx'
import { Amount } from './Amount.tsx'
import { DayField } from './DayField.tsx'
import './ledger.css'

interface Asked {
  countyCode: string
  id: string
  from: string
  to: string
}

export function StatementPage() {
  const key = useKey()
  const [filters] = useFilters()
  const to = filters.to ?? dayOf(new Date())
  const from = filters.from ?? firstDayOf(monthOf(to))
  const asked = { ...key, from, to }
  const answer = useAnswer('ledger.statement', { ...asked, limit: 1 })
  return <Answered query={answer}>{head => <Statement asked={asked} head={head} />}</Answered>
}

function Statement({ asked, head }: { asked: Asked; head: Output<'ledger.statement'> }) {
  const say = useWords()
  const go = useGo()
  const [, change] = useFilters()
  const { account } = head
  const owner = account.ownerName ?? account.placeName
  return (
    <Page
      title={say('ledger.statementTitle', { kind: ledgerAccountKinds.words[account.kind], owner })}
      actions={
        <Space wrap>
          <Button
            onClick={() =>
              go(paths.ledgerAccounts({ kind: account.kind, unit: account.unit, day: asked.to }))
            }
          >
            {ledgerAccountKinds.words[account.kind]}
          </Button>
          <ExportButton asked={asked} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('ledger.print')}
          </Button>
        </Space>
      }
    >
      <p className="soft ledger-head">
        {account.placeName} · {dayText(asked.from)}—{dayText(asked.to)} · {say('ledger.unit')}：
        {unitWords[account.unit]}
        {kindRules[account.kind].owner === 'elder' &&
          account.ownerId !== null &&
          account.ownerName !== null && (
            <>
              {' · '}
              <Go to={paths.elder({ countyCode: account.countyCode, id: account.ownerId })}>
                {say('ledger.seeElder')}
              </Go>
            </>
          )}
      </p>
      <search className="filters no-print">
        <DayField word={say('ledger.from')} value={asked.from} onChange={from => change({ from })} />
        <DayField word={say('ledger.to')} value={asked.to} onChange={to => change({ to })} />
      </search>
      <dl className="ledger-heads">
        {(
          [
            ['opening', head.opening],
            ['came', head.cameIn],
            ['went', head.wentOut],
            ['closing', head.closing],
          ] as const
        ).map(([name, amount]) => (
          <div key={name}>
            <dt>{say(`ledger.${name}`)}</dt>
            <dd>
              <Amount unit={account.unit} amount={amount} withUnit />
            </dd>
          </div>
        ))}
      </dl>
      <Lines asked={asked} account={account} />
    </Page>
  )
}

function ExportButton({ asked }: { asked: Asked }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveAnswer('ledger.exportStatement', asked).catch(notice.refused)
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {say('ledger.export')}
    </Button>
  )
}

function Lines({ asked, account }: { asked: Asked; account: Output<'ledger.statement'>['account'] }) {
  const say = useWords()
  const list = usePages('ledger.statement', { ...asked, limit: 100 })
  const { unit, countyCode } = account
  const side = (name: 'came' | 'went', sign: 1 | -1) => ({
    key: name,
    title: say(`ledger.${name}`),
    align: 'right' as const,
    render: (_: unknown, row: StatementLine) => (
      <Amount unit={unit} amount={Math.max(0, sign * row.change)} blank />
    ),
  })
  return (
    <Panel>
      <Paged list={list} nothing={say('ledger.statementNone')}>
        {rows => (
          <CardTable<StatementLine>
            rowKey="id"
            dataSource={[...rows]}
            pagination={false}
            columns={[
              { key: 'day', title: say('ledger.date'), className: 'nowrap', render: (_, row) => row.day },
              {
                key: 'purpose',
                title: say('ledger.purpose'),
                render: (_, row) => (
                  <>
                    {ledgerPurposes.words[row.purpose]}{' '}
                    {row.isReversal && <Tag color="warning">{say('ledger.reversal')}</Tag>}
                    {row.isReversed && <Tag>{say('ledger.reversed')}</Tag>}
                  </>
                ),
              },
              {
                key: 'other',
                title: say('ledger.other'),
                render: (_, row) =>
                  row.otherKind === null
                    ? say('ledger.otherHidden')
                    : [ledgerAccountKinds.words[row.otherKind], row.otherName].filter(Boolean).join(' '),
              },
              side('came', 1),
              side('went', -1),
              {
                key: 'balance',
                title: say('ledger.balance'),
                align: 'right',
                render: (_, row) => <Amount unit={unit} amount={row.balance} />,
              },
              {
                key: 'serial',
                title: say('ledger.serial'),
                render: (_, row) => (
                  <Go to={paths.ledgerTransfer({ countyCode, id: row.id })} className="amount">
                    {row.serial}
                  </Go>
                ),
              },
              { key: 'note', title: say('ledger.note'), render: (_, row) => row.note },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
