// The movements of an account of money or time: when, what for, by how much, and what was left.
import { Tag } from 'antd'
import type { AccountLine } from '../../domain/care-accounts/account-line.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money, signedMoney } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'

/** How an amount of the account is said, in the heads of the columns and in the rows. */
interface AmountWords {
  change: 'care.change' | 'saved.change'
  after: 'care.after' | 'saved.after'
  changed: (amount: number) => string
  held: (amount: number) => string
}

export const moneyWords: AmountWords = {
  ...{ change: 'care.change', after: 'care.after', changed: signedMoney, held: money },
}
export const timeWords: AmountWords = {
  ...{ change: 'saved.change', after: 'saved.after', held: timeText },
  changed: minutes => `${minutes > 0 ? '+' : ''}${timeText(minutes)}`,
}

interface AccountLinesProps {
  countyCode: string
  lines: readonly AccountLine[]
  words: AmountWords
}

export function AccountLines({ countyCode, lines, words }: AccountLinesProps) {
  const say = useWords()
  return (
    <CardTable<AccountLine>
      rowKey="id"
      dataSource={[...lines]}
      pagination={false}
      columns={[
        {
          key: 'day',
          title: say('account.day'),
          render: (_, row) => <span className="nowrap">{dayText(row.day)}</span>,
        },
        {
          key: 'what',
          title: say('books.what2'),
          render: (_, row) => <What countyCode={countyCode} line={row} />,
        },
        {
          key: 'change',
          title: say(words.change),
          align: 'right',
          render: (_, row) => (
            <span className={row.change > 0 ? 'good-text nowrap' : 'nowrap'}>
              {words.changed(row.change)}
            </span>
          ),
        },
        {
          key: 'after',
          title: say(words.after),
          align: 'right',
          render: (_, row) => <span className="nowrap">{words.held(row.after)}</span>,
        },
      ]}
    />
  )
}

export function ToOrder({ countyCode, id, word }: { countyCode: string; id: string; word: string }) {
  const may = useMay()
  return may('order:read') ? <Go to={paths.order({ countyCode, id })}>{word}</Go> : word
}

function What({ countyCode, line }: { countyCode: string; line: AccountLine }) {
  const say = useWords()
  return (
    <>
      {ledgerPurposes.words[line.purpose]}
      {line.orderId !== null && line.itemName !== null && (
        <>
          {' · '}
          <ToOrder countyCode={countyCode} id={line.orderId} word={line.itemName} />
          {line.servedOn !== null && <span className="soft"> {dayText(line.servedOn)}</span>}
        </>
      )}
      {line.isReversal && <Tag className="care-tag">{say('care.reversal')}</Tag>}
      {line.isReversed && <Tag className="care-tag">{say('care.reversed')}</Tag>}
      {line.note && <span className="soft"> {line.note}</span>}
    </>
  )
}
