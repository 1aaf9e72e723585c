// Receipts as paper: number, from whom, for whom, how much, signed by two.
import { Button } from 'antd'
import { type FeeReceipt, feePayers, receiptKinds, receiptWays } from '../../domain/stays/fees.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import '../meal-accounts/meal-accounts.css'
import './stays.css'

export function ReceiptPage() {
  const say = useWords()
  const { countyCode } = useKey()
  const [filters] = useFilters()
  const ids = (filters.ids ?? '').split(',').filter(Boolean)
  const answer = useAnswer('stayFee.receipt', { countyCode, ids }, { enabled: ids.length > 0 })
  const first = answer.data?.rows[0]
  return (
    <Page
      title={say('fees.receipt')}
      above={
        <nav className="region-bar no-print">
          {first && <Go to={paths.stay({ countyCode, id: first.stayId })}>{first.residentName}</Go>}
        </nav>
      }
      actions={
        <Button type="primary" disabled={!first} onClick={() => window.print()}>
          {say('stays.print')}
        </Button>
      }
    >
      {ids.length === 0 ? (
        <Nothing>{say('fees.noReceipts')}</Nothing>
      ) : (
        <Answered query={answer}>
          {({ rows }) => (
            <div className="stay-rooms stay-receipts">
              {rows.map(row => (
                <Paper key={row.id} row={row} />
              ))}
            </div>
          )}
        </Answered>
      )}
    </Page>
  )
}

function Paper({ row }: { row: FeeReceipt }) {
  const say = useWords()
  return (
    <article className="receipt stay-receipt">
      <h2>
        {say('fees.receiptTitle', { kind: receiptKinds.words[row.kind] })}
        {row.cancelReason !== null && `（${say('fees.cancelled')}）`}
      </h2>
      <dl className="stay-facts">
        <dt>{say('fees.serial')}</dt>
        <dd>{String(row.serial).padStart(6, '0')}</dd>
        <dt>{say('stays.home')}</dt>
        <dd>{row.facilityName}</dd>
        <dt>{say('stays.resident')}</dt>
        <dd>{row.residentName}</dd>
        <dt>{say('fees.payer')}</dt>
        <dd>
          {feePayers.words[row.payer]} {row.payerName}
        </dd>
        <dt>{say('fees.amount')}</dt>
        <dd>
          <strong>{say('fees.yuan', { yuan: money(row.amountFen) })}</strong>
        </dd>
        <dt>{say('fees.way')}</dt>
        <dd>{receiptWays.words[row.way]}</dd>
        <dt>{say('stays.day')}</dt>
        <dd>{dayText(row.day)}</dd>
        {row.note !== null && (
          <>
            <dt>{say('stays.note')}</dt>
            <dd>{row.note}</dd>
          </>
        )}
      </dl>
      <p className="below">{say('fees.sign', { name: row.recordedByName ?? '' })}</p>
    </article>
  )
}
