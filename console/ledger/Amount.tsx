// An amount as it stands in a book: figures under each other, what is less than nothing in red with its sign.
import type { LedgerUnit } from '../../domain/ledger/accounts.ts'
import { amountText, unitWords } from '../../domain/ledger/amount.ts'

interface AmountProps {
  unit: LedgerUnit
  amount: number
  /** Where no head of a column says it. */
  withUnit?: boolean
  /** Nothing instead of a nought: a column of what came in is easier to read so. */
  blank?: boolean
}

export function Amount({ unit, amount, withUnit = false, blank = false }: AmountProps) {
  if (blank && amount === 0) return null
  return (
    <span className={amount < 0 ? 'amount amount-minus' : 'amount'}>
      {amountText(unit, amount)}
      {withUnit && ` ${unitWords[unit]}`}
    </span>
  )
}
