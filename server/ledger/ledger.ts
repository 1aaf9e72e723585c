// Front file of the ledger: posting, taking back, what accounts hold, and the officers' questions about them.
import type { ledgerApi } from '../../domain/ledger/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { balancesOf } from './balances.ts'
import { closeMonth, listClosings } from './closing.ts'
import { postOverCounter } from './counter.ts'
import { exportAccounts, exportStatement, exportTrial } from './exporting.ts'
import { moneyMonths } from './money-months.ts'
import { post } from './posting.ts'
import { reverse, reverseByHand } from './reversing.ts'
import { statementOf } from './statement.ts'
import { getTransfer, listTransfers } from './transfers.ts'
import { listAccounts, trialBalance } from './trial.ts'
import { verifyLedger } from './verify.ts'

export type { AccountAsked } from './balances.ts'
export type { MoneyMonth } from './money-months.ts'
export type { Posted, PostingContext } from './posting.ts'
export type { Reversal } from './reversing.ts'
export type { LedgerDifference } from './verify.ts'
export { balancesOf, moneyMonths, post, postOverCounter, reverse, statementOf, verifyLedger }

export const ledger: Handlers<typeof ledgerApi> = {
  'ledger.trial': trialBalance,
  'ledger.accounts': listAccounts,
  'ledger.statement': statementOf,
  'ledger.transfers': listTransfers,
  'ledger.transfer': getTransfer,
  'ledger.reverse': reverseByHand,
  'ledger.closings': listClosings,
  'ledger.close': closeMonth,
  'ledger.exportTrial': exportTrial,
  'ledger.exportAccounts': exportAccounts,
  'ledger.exportStatement': exportStatement,
}
