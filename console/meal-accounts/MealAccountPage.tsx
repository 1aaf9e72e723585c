// The meal account of an elder: what is left, topping up with a receipt, and a statement that prints.
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { topUpWays } from '../../domain/meal-accounts/book.ts'
import type { MealAccount, TopUp } from '../../domain/meal-accounts/books-api.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money, signedMoney } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { Figure } from './Figure.tsx'
import { Receipt, Slips } from './Slips.tsx'
import { CancelTopUp, TopUpDialog, WorkDialog } from './TopUpDialogs.tsx'
import './meal-accounts.css'

export function MealAccountPage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('mealAccount.get', { countyCode, elderId: id })
  return <Answered query={answer}>{account => <Account account={account} />}</Answered>
}

const receiptLine = { paidIn: 'account.receiptLine', paidBack: 'account.receiptBack' } as const

function Account({ account }: { account: MealAccount }) {
  const say = useWords()
  const may = useMay()
  const [filters] = useFilters()
  const canteenId = filters.canteen ?? account.months[0]?.canteenId ?? null
  const [asking, setAsking] = useState<'paidIn' | 'paidBack' | 'work' | null>(null)
  const [receipt, setReceipt] = useState<TopUp | null>(null)
  const done = (topUp: TopUp) => {
    setAsking(null)
    setReceipt(topUp)
  }
  return (
    <Page
      title={say('account.title', { name: account.name })}
      above={
        <nav className="region-bar no-print">
          {account.ledgerAccountId !== null && may('ledger:read') && (
            <Go to={paths.ledgerAccount({ countyCode: account.countyCode, id: account.ledgerAccountId })}>
              {say('account.inLedger')}
            </Go>
          )}
          {canteenId !== null && (
            <Go to={paths.mealBook({ countyCode: account.countyCode, id: canteenId }, { part: 'balances' })}>
              {say('books.balances')}
            </Go>
          )}
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('account.print')}</Button>
          {canteenId !== null && (
            <Button onClick={() => setAsking('work')}>{say('account.recordWork')}</Button>
          )}
          {account.balanceFen > 0 && (
            <Button onClick={() => setAsking('paidBack')}>{say('account.payBack')}</Button>
          )}
          <Button type="primary" onClick={() => setAsking('paidIn')}>
            {say('account.topUp')}
          </Button>
        </Space>
      }
    >
      {receipt && (
        <Receipt
          slip={receipt}
          ways={topUpWays}
          title={say('account.receiptTitle')}
          line={say(receiptLine[receipt.kind], { name: account.name })}
          onClose={() => setReceipt(null)}
        />
      )}
      <Left account={account} isPrinted={receipt === null} />
      <div className={receipt ? 'meal-parts no-print' : 'meal-parts'}>
        <TopUps account={account} onReceipt={setReceipt} />
        <Carried account={account} />
        <Statement account={account} />
      </div>
      {(asking === 'paidIn' || asking === 'paidBack') && (
        <TopUpDialog
          account={account}
          canteenId={canteenId}
          kind={asking}
          onDone={done}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'work' && canteenId !== null && (
        <WorkDialog account={account} canteenId={canteenId} onClose={() => setAsking(null)} />
      )}
    </Page>
  )
}

function Left({ account, isPrinted }: { account: MealAccount; isPrinted: boolean }) {
  const say = useWords()
  return (
    <Panel {...(!isPrinted && { className: 'no-print' })}>
      {account.openedOn === null && <p>{say('account.none')}</p>}
      {account.owesMuch && <Alert type="error" showIcon title={say('account.owesMuch')} />}
      {account.isLow && !account.owesMuch && <Alert type="warning" showIcon title={say('account.lowNote')} />}
      <div className="meal-figures below">
        <Figure word={say('books.balance')} value={money(account.balanceFen)} unit={say('claims.unit')} />
        <Figure word={say('books.pending')} value={money(account.pendingFen)} unit={say('claims.unit')} />
        <Figure
          word={say('books.available')}
          value={money(account.availableFen)}
          unit={say('claims.unit')}
          tone={account.availableFen < 0 ? 'bad' : 'good'}
        />
      </div>
      {account.workMinutes > 0 && (
        <p className="below">{say('account.work', { minutes: account.workMinutes })}</p>
      )}
    </Panel>
  )
}

function TopUps({ account, onReceipt }: { account: MealAccount; onReceipt: (topUp: TopUp) => void }) {
  const say = useWords()
  return (
    <Panel title={say('account.topUps')}>
      {account.topUps.length === 0 ? (
        <Nothing>{say('account.noTopUps')}</Nothing>
      ) : (
        <Slips
          slips={account.topUps}
          ways={topUpWays}
          onReceipt={onReceipt}
          cancel={topUp => <CancelTopUp account={account} topUp={topUp} />}
        />
      )}
    </Panel>
  )
}

/** Only of who has moved between counties. */
function Carried({ account }: { account: MealAccount }) {
  const say = useWords()
  if (account.carried.length === 0) return null
  return (
    <Panel title={say('account.carried')}>
      {account.carried.map(one => (
        <p key={`${one.day} ${one.change}`}>
          {dayText(one.day)}　<strong>{signedMoney(one.change)}</strong>　{one.note}
        </p>
      ))}
    </Panel>
  )
}

type Month = Output<'mealAccount.get'>['months'][number]

function Statement({ account }: { account: MealAccount }) {
  const say = useWords()
  return (
    <Panel title={say('account.statement')}>
      {account.months.length === 0 ? (
        <Nothing>{say('account.noMonths')}</Nothing>
      ) : (
        <CardTable<Month>
          rowKey={row => `${row.month} ${row.canteenId} ${row.isCorrection} ${row.elderFen}`}
          dataSource={account.months}
          pagination={false}
          expandable={{
            rowExpandable: row => row.lines.length > 0,
            expandedRowRender: row => <Lines month={row} />,
          }}
          columns={[
            {
              key: 'month',
              title: say('books.month'),
              render: (_, row) =>
                `${monthText(row.month)}${row.isCorrection ? `（${say('account.correction')}）` : ''}`,
            },
            { key: 'canteen', title: say('books.canteen'), dataIndex: 'canteenName' },
            { key: 'servings', title: say('books.meals'), dataIndex: 'servings', align: 'right' },
            {
              key: 'price',
              title: say('books.price'),
              align: 'right',
              render: (_, row) => money(row.priceFen),
            },
            {
              key: 'support',
              title: say('books.support'),
              align: 'right',
              render: (_, row) => money(row.supportFen),
            },
            { key: 'own', title: say('books.own'), align: 'right', render: (_, row) => money(row.elderFen) },
            {
              key: 'counter',
              title: say('books.atCounter'),
              align: 'right',
              render: (_, row) => money(row.counterFen),
            },
            {
              key: 'taken',
              title: say('books.taken'),
              align: 'right',
              render: (_, row) => money(row.collectedFen),
            },
          ]}
        />
      )}
    </Panel>
  )
}

function Lines({ month }: { month: Month }) {
  const say = useWords()
  return (
    <ul className="rows">
      {month.lines.map(({ day, meal, split }) => (
        <li key={`${day} ${meal}`}>
          {dayText(day)} {meals.words[meal]}　{say('books.price')} {money(split.price)}　{say('books.own')}{' '}
          {money(split.elder)}
        </li>
      ))}
    </ul>
  )
}
