// Closing a month: what would be locked, the act itself, and the months that are locked.
import { LockOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { Output } from '../../domain/api.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import { ledgerUnits } from '../../domain/ledger/accounts.ts'
import type { ClosedMonth } from '../../domain/ledger/entry.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { Amount } from './Amount.tsx'
import { LedgerFrame } from './LedgerFrame.tsx'

export function ClosingsPage() {
  const say = useWords()
  return (
    <LedgerFrame part="closings">
      {region =>
        levelOf(region) === 'county' ? (
          <Closings region={region} />
        ) : (
          <Panel>
            <Nothing>{say('ledger.closeChooseCounty')}</Nothing>
          </Panel>
        )
      }
    </LedgerFrame>
  )
}

function Closings({ region }: { region: string }) {
  const say = useWords()
  const answer = useAnswer('ledger.closings', { regionCode: region })
  return (
    <Answered query={answer}>
      {({ closed, due }) => (
        <>
          <Panel
            title={due ? say('ledger.closeDue', { month: monthText(due.month) }) : say('ledger.closings')}
            note={say('ledger.closeWhat')}
          >
            {due ? <Due region={region} due={due} /> : <Nothing>{say('ledger.closeNothing')}</Nothing>}
          </Panel>
          <Panel>
            {closed.length === 0 ? (
              <Nothing>{say('ledger.closedNone')}</Nothing>
            ) : (
              <Closed region={region} rows={closed} />
            )}
          </Panel>
        </>
      )}
    </Answered>
  )
}

type DueMonth = NonNullable<Output<'ledger.closings'>['due']>

function Due({ region, due }: { region: string; due: DueMonth }) {
  const say = useWords()
  const may = useMay()
  const transfers = due.sums.reduce((sum, one) => sum + one.transfers, 0)
  return (
    <>
      <dl className="ledger-heads">
        <div>
          <dt>{say('ledger.closeTransfers')}</dt>
          <dd>
            <Go to={transfersOf(region, due.month)} className="amount">
              {figure(transfers)}
            </Go>
          </dd>
        </div>
        <div>
          <dt>{say('ledger.closeAccounts')}</dt>
          <dd className="amount">{figure(due.accounts)}</dd>
        </div>
        {due.sums.map(({ unit, amount }) => (
          <div key={unit}>
            <dt>{ledgerUnits.words[unit]}</dt>
            <dd>
              <Amount unit={unit} amount={amount} withUnit />
            </dd>
          </div>
        ))}
      </dl>
      {!due.isOver && <p className="soft">{say('ledger.closeNotOver', { month: monthText(due.month) })}</p>}
      {due.isOver && may('ledger:close') && <CloseButton region={region} due={due} transfers={transfers} />}
    </>
  )
}

const transfersOf = (region: string, month: string) =>
  paths.ledgerTransfers({ region, from: firstDayOf(month), to: lastDayOf(month) })

function CloseButton({ region, due, transfers }: { region: string; due: DueMonth; transfers: number }) {
  const say = useWords()
  const notice = useNotice()
  const { modal } = App.useApp()
  const close = useAct('ledger.close', ['ledger.closings', 'ledger.trial'])
  const month = monthText(due.month)
  const ask = () =>
    modal.confirm({
      title: say('ledger.closeTitle', { month }),
      content: say('ledger.closeSure', { month, transfers, accounts: due.accounts }),
      okText: say('ledger.close'),
      okButtonProps: { danger: true },
      onOk: () =>
        close
          .mutateAsync({ regionCode: region, month: due.month })
          .then(() => notice.done(say('ledger.closeDone', { month })))
          .catch(notice.refused),
    })
  return (
    <Button type="primary" size="large" icon={<LockOutlined />} onClick={() => void ask()}>
      {say('ledger.close')}
    </Button>
  )
}

function Closed({ region, rows }: { region: string; rows: readonly ClosedMonth[] }) {
  const say = useWords()
  return (
    <CardTable<ClosedMonth>
      rowKey="month"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'month',
          title: say('ledger.closedMonth'),
          render: (_, row) => (
            <Go to={paths.ledger({ region, day: lastDayOf(row.month) })} className="strong">
              {monthText(row.month)}
            </Go>
          ),
        },
        {
          key: 'transfers',
          title: say('ledger.closeTransfers'),
          align: 'right',
          render: (_, row) => (
            <Go to={transfersOf(region, row.month)} className="amount">
              {figure(row.transfers)}
            </Go>
          ),
        },
        { key: 'at', title: say('ledger.closedAt'), render: (_, row) => instantText(row.closedAt) },
        { key: 'by', title: say('ledger.closedBy'), dataIndex: 'closedByName' },
      ]}
    />
  )
}
