// Where the record behind a transfer is opened; a subject without an address is only named.
import type { LedgerSubject } from '../../domain/ledger/purposes.ts'
import { paths } from '../paths.ts'

type Key = { countyCode: string; id: string }

export const subjectPaths: Readonly<Partial<Record<LedgerSubject, (key: Key) => string>>> = {
  elder: key => paths.elder(key),
  homeCare: key => paths.adaptation(key),
}
