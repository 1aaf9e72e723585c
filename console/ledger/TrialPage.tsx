// The trial balance of an area at a day: by unit, one line a kind of account, each line opens its accounts.
import { CheckCircleOutlined, DownloadOutlined, PrinterOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { type LedgerUnit, ledgerAccountKinds, ledgerUnits } from '../../domain/ledger/accounts.ts'
import { unitWords } from '../../domain/ledger/amount.ts'
import type { TrialRow } from '../../domain/ledger/entry.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure, monthText } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { Amount } from './Amount.tsx'
import { DayField } from './DayField.tsx'
import { LedgerFrame } from './LedgerFrame.tsx'

export function TrialPage() {
  const say = useWords()
  const [filters] = useFilters()
  const day = filters.day ?? dayOf(new Date())
  return (
    <LedgerFrame
      part="trial"
      actions={region => (
        <Space wrap>
          <ExportButton region={region} day={day} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('ledger.print')}
          </Button>
        </Space>
      )}
    >
      {region => <Trial region={region} day={day} />}
    </LedgerFrame>
  )
}

function ExportButton({ region, day }: { region: string; day: string }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveAnswer('ledger.exportTrial', { regionCode: region, day }).catch(notice.refused)
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {say('ledger.export')}
    </Button>
  )
}

function Trial({ region, day }: { region: string; day: string }) {
  const say = useWords()
  const [, change] = useFilters()
  const answer = useAnswer('ledger.trial', { regionCode: region, day })
  return (
    <>
      <search className="filters no-print">
        <DayField word={say('ledger.day')} value={day} onChange={chosen => change({ day: chosen })} />
      </search>
      <Answered query={answer}>
        {({ rows, closedTo, isWhole }) => (
          <>
            <p className="soft">
              {dayText(day)} ·{' '}
              {closedTo === null
                ? say('ledger.notClosed')
                : say('ledger.closedTo', { month: monthText(closedTo) })}{' '}
              · {say('ledger.outside')}
            </p>
            {rows.length === 0 && (
              <Panel>
                <Nothing>{say('ledger.none')}</Nothing>
              </Panel>
            )}
            {ledgerUnits.keys
              .filter(unit => rows.some(row => row.unit === unit))
              .map(unit => (
                <UnitPanel
                  key={unit}
                  unit={unit}
                  rows={rows.filter(row => row.unit === unit)}
                  isWhole={isWhole}
                  to={row => paths.ledgerAccounts({ region, day, kind: row.kind, unit })}
                />
              ))}
          </>
        )}
      </Answered>
    </>
  )
}

const parts = ['carried', 'cameIn', 'wentOut', 'balance'] as const

interface UnitPanelProps {
  unit: LedgerUnit
  rows: readonly TrialRow[]
  isWhole: boolean
  to: (row: TrialRow) => string
}

function UnitPanel({ unit, rows, isWhole, to }: UnitPanelProps) {
  const say = useWords()
  const narrow = useNarrow()
  const sums = Object.fromEntries(
    parts.map(part => [part, rows.reduce((sum, row) => sum + row[part], 0)]),
  ) as Record<(typeof parts)[number], number>
  return (
    <Panel
      title={`${ledgerUnits.words[unit]}（${unitWords[unit]}）`}
      extra={isWhole && <ZeroTag sum={sums.balance} />}
      {...(!isWhole && { note: say('ledger.partOnly') })}
    >
      <CardTable<TrialRow>
        rowKey="kind"
        dataSource={[...rows]}
        pagination={false}
        columns={[
          {
            key: 'kind',
            title: say('ledger.kind'),
            render: (_, row) => (
              <Go to={to(row)} className="strong">
                {ledgerAccountKinds.words[row.kind]}
              </Go>
            ),
          },
          {
            key: 'accounts',
            title: say('ledger.accounts'),
            align: 'right',
            render: (_, row) => <span className="amount">{figure(row.accounts)}</span>,
          },
          ...parts.map(part => ({
            key: part,
            title: say(`ledger.${part}`),
            align: 'right' as const,
            render: (_: unknown, row: TrialRow) => <Amount unit={unit} amount={row[part]} />,
          })),
        ]}
        {...(!narrow && {
          summary: () => (
            <Table.Summary.Row className="sum-row">
              <Table.Summary.Cell index={0} colSpan={2}>
                {say('ledger.sum')}
              </Table.Summary.Cell>
              {parts.map((part, index) => (
                <Table.Summary.Cell key={part} index={index + 2} align="right">
                  <Amount unit={unit} amount={sums[part]} />
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          ),
        })}
      />
    </Panel>
  )
}

function ZeroTag({ sum }: { sum: number }) {
  const say = useWords()
  return sum === 0 ? (
    <Tag color="success" icon={<CheckCircleOutlined />}>
      {say('ledger.balanced')}
    </Tag>
  ) : (
    <Tag color="error" icon={<WarningOutlined />}>
      {say('ledger.unbalanced')}
    </Tag>
  )
}
