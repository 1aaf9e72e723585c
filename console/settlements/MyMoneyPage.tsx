// A provider's money: claimed, in question, accepted, paid, month by month, and the bills behind it.
import type { Output } from '../../domain/api.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { BillState, Sum, Yuan } from './marks.tsx'
import '../indicators/board.css'
import './settlements.css'

type Money = Output<'myClaim.money'>

export function MyMoneyPage() {
  const say = useWords()
  const { post } = useSession()
  const answer = useAnswer('myClaim.money', { countyCode: post.regionCode.slice(0, 6) })
  return (
    <Page title={say('myMoney.title')}>
      <Answered query={answer}>
        {money => (
          <>
            <p className="soft">{money.providerName}</p>
            <Totals months={money.months} />
            <Months months={money.months} />
            <Bills bills={money.bills} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Totals({ months }: { months: Money['months'] }) {
  const say = useWords()
  const sum = (field: 'claimedFen' | 'questionedFen' | 'acceptedFen' | 'paidFen' | 'deniedFen') =>
    months.reduce((total, month) => total + month[field], 0)
  return (
    <Panel>
      <div className="figures">
        <Sum word={say('claims.claimed')} fen={sum('claimedFen')} />
        <Sum word={say('claims.waiting')} fen={sum('questionedFen')} />
        <Sum word={say('myMoney.toCome')} fen={sum('acceptedFen') - sum('paidFen')} />
        <Sum word={say('claims.paid')} fen={sum('paidFen')} />
        <Sum word={say('claims.denied')} fen={sum('deniedFen')} />
      </div>
    </Panel>
  )
}

function Months({ months }: { months: Money['months'] }) {
  const say = useWords()
  if (months.length === 0) return <Nothing>{say('myMoney.none')}</Nothing>
  const column = (
    key: 'claimedFen' | 'questionedFen' | 'deniedFen' | 'acceptedFen' | 'paidFen',
    title: string,
  ) => ({
    ...{ key, title },
    render: (_: unknown, row: Money['months'][number]) => <Yuan fen={row[key]} />,
  })
  return (
    <Panel title={say('myMoney.byMonth')}>
      <CardTable<Money['months'][number]>
        rowKey="month"
        dataSource={months}
        pagination={false}
        columns={[
          { key: 'month', title: say('claims.month'), render: (_, row) => monthText(row.month) },
          column('claimedFen', say('claims.claimed')),
          column('questionedFen', say('claims.waiting')),
          column('deniedFen', say('claims.denied')),
          column('acceptedFen', say('claims.agreed')),
          column('paidFen', say('claims.paid')),
        ]}
      />
    </Panel>
  )
}

function Bills({ bills }: { bills: Money['bills'] }) {
  const say = useWords()
  return (
    <Panel title={say('bills.title')} note={say('myMoney.billsWhat')}>
      {bills.length === 0 ? (
        <Nothing>{say('bills.none')}</Nothing>
      ) : (
        <CardTable<Money['bills'][number]>
          rowKey="id"
          dataSource={bills}
          pagination={false}
          columns={[
            { key: 'number', title: say('bills.number'), dataIndex: 'number' },
            { key: 'contract', title: say('bills.contract'), dataIndex: 'contractTitle' },
            { key: 'month', title: say('claims.month'), render: (_, row) => monthText(row.month) },
            { key: 'sum', title: say('bills.sum'), render: (_, row) => <Yuan fen={row.amountFen} /> },
            {
              key: 'pay',
              title: say('bills.pay'),
              render: (_, row) => (row.payFen === null ? '—' : <Yuan fen={row.payFen} />),
            },
            { key: 'state', title: say('claims.state'), render: (_, row) => <BillState state={row.state} /> },
            {
              key: 'paid',
              title: say('bills.paidOn'),
              render: (_, row) => (row.paidOn ? dayText(row.paidOn) : '—'),
            },
          ]}
        />
      )}
    </Panel>
  )
}
