// The care account of an elder: what it holds and must still pay, topping up with a receipt, and every movement.
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import {
  type CareAccount,
  type CareTopUp,
  careTopUpWays,
  shortOf,
} from '../../domain/care-accounts/care-account.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Figure } from '../meal-accounts/Figure.tsx'
import { Receipt } from '../meal-accounts/Slips.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { CareLines, CareTopUps, UnpaidOrders } from './CareTables.tsx'
import { CareTopUpDialog } from './CareTopUpDialog.tsx'
import { LeftBehind } from './LeftBehind.tsx'
import { ElderTime } from './SavedTime.tsx'
import '../meal-accounts/meal-accounts.css'
import './care-accounts.css'

export function CareAccountPage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('careAccount.get', { countyCode, elderId: id })
  return <Answered query={answer}>{account => <Account account={account} />}</Answered>
}

function Account({ account }: { account: CareAccount }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const asked = filters.take === 'yes' && account.endedOn === null ? 'paidIn' : null
  const [asking, setAsking] = useState<'paidIn' | 'paidBack' | null>(asked)
  const [receipt, setReceipt] = useState<CareTopUp | null>(null)
  const key = { countyCode: account.countyCode, id: account.elderId }
  const close = () => {
    setAsking(null)
    // Coming back to this address must not ask for money again.
    change({ take: undefined })
  }
  return (
    <Page
      title={say('care.of', { name: account.name })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.careAccounts()}>{say('care.toList')}</Go>
          <Go to={paths.elder(key)}>{say('care.toRecord')}</Go>
          {account.ledgerAccountId !== null && may('ledger:read') && (
            <Go to={paths.ledgerAccount({ countyCode: account.countyCode, id: account.ledgerAccountId })}>
              {say('account.inLedger')}
            </Go>
          )}
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('account.print')}</Button>
          {account.balanceFen > 0 && (
            <Button onClick={() => setAsking('paidBack')}>{say('account.payBack')}</Button>
          )}
          {account.endedOn === null && (
            <Button type="primary" onClick={() => setAsking('paidIn')}>
              {say('account.topUp')}
            </Button>
          )}
        </Space>
      }
    >
      {receipt && (
        <Receipt
          slip={receipt}
          ways={careTopUpWays}
          title={say(receipt.kind === 'paidIn' ? 'care.receiptTitle' : 'care.receiptBackTitle')}
          line={say(receipt.kind === 'paidIn' ? 'care.receiptLine' : 'care.receiptBack', {
            name: account.name,
          })}
          onClose={() => setReceipt(null)}
        />
      )}
      {account.endedOn !== null && <LeftBehind countyCode={key.countyCode} elderId={key.id} />}
      <div className={receipt ? 'meal-parts no-print' : 'meal-parts'}>
        <Standing account={account} />
        <UnpaidOrders account={account} />
        <CareLines account={account} />
        <ElderTime countyCode={account.countyCode} time={account.time} />
        <CareTopUps account={account} onReceipt={setReceipt} />
      </div>
      {asking && (
        <CareTopUpDialog
          account={account}
          kind={asking}
          onDone={made => {
            close()
            setReceipt(made)
          }}
          onClose={close}
        />
      )}
    </Page>
  )
}

function Standing({ account }: { account: CareAccount }) {
  const say = useWords()
  const { balanceFen, doneFen, comingFen, endedOn, ledgerAccountId } = account
  const short = shortOf(balanceFen, doneFen + comingFen)
  return (
    <Panel>
      {endedOn !== null && (
        <Alert type="info" showIcon title={say('care.ended', { day: dayText(endedOn) })} />
      )}
      {endedOn === null && ledgerAccountId === null && <p className="soft">{say('care.noneYet')}</p>}
      <div className={endedOn !== null || ledgerAccountId === null ? 'meal-figures below' : 'meal-figures'}>
        <Figure
          word={say('care.balance')}
          value={money(balanceFen)}
          unit={say('claims.unit')}
          tone={balanceFen > 0 ? 'good' : undefined}
        />
        <Figure word={say('care.done')} value={money(doneFen)} unit={say('claims.unit')} />
        <Figure word={say('care.coming')} value={money(comingFen)} unit={say('claims.unit')} />
      </div>
      {doneFen + comingFen > 0 && (
        <p className={short > 0 ? 'below warn-text' : 'below soft'}>
          {short > 0 ? say('care.notEnough', { yuan: money(short) }) : say('care.enough')}
        </p>
      )}
    </Panel>
  )
}
