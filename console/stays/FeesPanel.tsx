// The fees of a month: who is charged what, what came in, who owes; charging, receiving, printing.
import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { FeeRow } from '../../domain/stays/fees.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { CardTable } from '../CardTable.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { GovernmentDialog, ReceiveDialog } from './ReceiveDialog.tsx'
import { Owed } from './ResidentsTable.tsx'

type Month = Output<'stayFee.month'>

interface OfHome {
  countyCode: string
  facilityId: string
}

export function FeesPanel({ countyCode, facilityId }: OfHome) {
  const say = useWords()
  const [filters, change] = useFilters()
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const answer = useAnswer('stayFee.month', { countyCode, facilityId, month })
  return (
    <>
      <div className="no-print">
        <Labelled word={say('fees.month')}>
          {id => (
            <MonthSelect
              id={id}
              large
              back={17}
              ahead={0}
              value={month}
              onChange={chosen => change({ month: chosen })}
            />
          )}
        </Labelled>
      </div>
      <Answered query={answer}>
        {value => <Shown of={{ countyCode, facilityId }} month={month} value={value} />}
      </Answered>
    </>
  )
}

function Shown({ of, month, value }: { of: OfHome; month: string; value: Month }) {
  const say = useWords()
  const may = useMay()
  const [receiving, setReceiving] = useState<FeeRow | null>(null)
  return (
    <Panel
      title={say('fees.ofMonth', { month: monthText(month) })}
      extra={<Actions of={of} month={month} value={value} />}
    >
      <FigureLinks
        figures={[
          { word: say('fees.charged'), value: money(value.chargedFen) },
          { word: say('fees.paid'), value: money(value.paidFen) },
          {
            ...{ word: say('fees.owed'), value: money(value.owedFen) },
            tone: value.owedFen > 0 ? 'bad' : undefined,
          },
          { word: say('fees.governmentOwed'), value: money(value.governmentOwedFen) },
        ]}
      />
      {value.toCharge > 0 && (
        <p className="below">
          <Tag color="warning">{say('fees.toCharge', { count: value.toCharge })}</Tag>
        </p>
      )}
      {value.rows.length === 0 ? (
        <Nothing>{say('fees.nobody')}</Nothing>
      ) : (
        <div className="below">
          <Rows rows={value.rows} onReceive={may('stay:work') ? setReceiving : null} />
        </div>
      )}
      {receiving && <ReceiveDialog row={receiving} onClose={() => setReceiving(null)} />}
    </Panel>
  )
}

function Actions({ of, month, value }: { of: OfHome; month: string; value: Month }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const charge = useAct('stayFee.charge', ['stayFee.month', 'stay.rooms', 'stay.get', 'stay.counts'])
  const send = () =>
    charge.mutate(
      { ...of, month },
      {
        onSuccess: done =>
          notice.done(
            done.charged + done.changed === 0
              ? say('fees.nothingNew')
              : say('fees.chargedDone', {
                  ...{ charged: done.charged, changed: done.changed, yuan: money(done.chargedFen) },
                }),
          ),
        onError: notice.refused,
      },
    )
  const fromState = value.rows.filter(row => row.governmentFen > row.governmentPaidFen)
  return (
    <Space wrap>
      <Button onClick={() => window.print()}>{say('stays.print')}</Button>
      {may('stay:work') && (
        <>
          <Button onClick={() => void saveAnswer('stayFee.export', { ...of, month }).catch(notice.refused)}>
            {say('stays.export')}
          </Button>
          {fromState.length > 0 && (
            <Button onClick={() => setAsking(true)}>{say('fees.receiveGovernment')}</Button>
          )}
          <Popconfirm
            title={say('fees.chargeConfirm', { month: monthText(month) })}
            okText={say('fees.charge')}
            onConfirm={send}
          >
            <Button type="primary" loading={charge.isPending} disabled={value.toCharge === 0}>
              {say('fees.charge')}
            </Button>
          </Popconfirm>
        </>
      )}
      {asking && <GovernmentDialog rows={fromState} month={month} onClose={() => setAsking(false)} />}
    </Space>
  )
}

function Rows({ rows, onReceive }: { rows: FeeRow[]; onReceive: ((row: FeeRow) => void) | null }) {
  const say = useWords()
  const sum = (fen: number) => (fen === 0 ? '—' : money(fen))
  return (
    <CardTable<FeeRow>
      rowKey="stayId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('stays.resident'),
          render: (_, row) => (
            <>
              <Go to={paths.stay({ countyCode: row.countyCode, id: row.stayId })} className="strong">
                {row.residentName}
              </Go>{' '}
              <span className="soft small">{row.bedName}</span>
            </>
          ),
        },
        {
          key: 'days',
          title: say('fees.days'),
          align: 'right',
          render: (_, row) =>
            row.days === null ? <Tag>{say('fees.notYet')}</Tag> : say('wishes.days', { count: row.days }),
        },
        { key: 'elder', title: say('fees.elder'), align: 'right', render: (_, row) => sum(row.elderFen) },
        { key: 'family', title: say('fees.family'), align: 'right', render: (_, row) => sum(row.familyFen) },
        {
          key: 'state',
          title: say('fees.government'),
          align: 'right',
          render: (_, row) => sum(row.governmentFen),
        },
        { key: 'paid', title: say('fees.paid'), align: 'right', render: (_, row) => sum(row.paidFen) },
        {
          key: 'statePaid',
          title: say('fees.governmentPaid'),
          align: 'right',
          render: (_, row) => sum(row.governmentPaidFen),
        },
        {
          key: 'owed',
          title: say('fees.owedAll'),
          align: 'right',
          render: (_, row) => <Owed fen={row.owedFen} />,
        },
        {
          key: 'act',
          className: 'no-print',
          render: (_, row) =>
            onReceive && (
              <Button size="small" className="no-print" onClick={() => onReceive(row)}>
                {say('fees.receive')}
              </Button>
            ),
        },
      ]}
    />
  )
}
