// Front file of the ledger: posting, taking back, and what accounts hold, for the modules that move money, meals and time.
import { balancesOf } from './balances.ts'
import { post } from './posting.ts'
import { reverse } from './reversing.ts'

export type { AccountAsked } from './balances.ts'
export type { Posted, PostingContext } from './posting.ts'
export type { Reversal } from './reversing.ts'
export { balancesOf, post, reverse }
