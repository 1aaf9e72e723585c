// The open account of a station: the same five sides and costs as a canteen's, and who lived there in the month.
import * as z from 'zod/mini'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, MonthText } from '../kernel/shapes.ts'
import { entryKinds, mealCosts, type OpenMonth } from '../meal-accounts/book.ts'
import { mealSources } from '../meal-accounts/terms.ts'

const Fen = z.int()

/** Read from the ledger's transfers of the station's money account, so it equals it to the fen. */
export const StationMonth = z.object({
  month: MonthText,
  openingFen: Fen,
  in: z.record(mealSources.schema, Fen),
  out: z.record(mealCosts.schema, Fen),
  closingFen: Fen,
  /** Charged for living there, whether paid or not; and for how many. */
  chargedFen: Fen,
  residents: z.int(),
})
export type StationMonth = z.output<typeof StationMonth> & Pick<OpenMonth, 'in' | 'out'>

export const StationEntry = z.object({
  countyCode: z.string(),
  id: Id,
  facilityId: Id,
  serial: z.number(),
  kind: entryKinds.schema,
  source: z.nullable(mealSources.schema),
  cost: z.nullable(mealCosts.schema),
  amountFen: Fen,
  day: DayText,
  party: z.nullable(z.string()),
  isAnonymous: z.boolean(),
  note: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
  recordedAt: Instant,
  cancelReason: z.nullable(z.string()),
  photos: z.array(Id),
})
export type StationEntry = z.output<typeof StationEntry>

type Given = Pick<StationEntry, 'kind' | 'source' | 'cost' | 'amountFen' | 'day' | 'party' | 'isAnonymous'>

/** Fees of residents are received on their own screen, with a receipt, and never twice. */
export function checkStationEntry(entry: Given, today: string): void {
  const { kind, source, cost, amountFen, day, party, isAnonymous } = entry
  if (day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。')
  if (kind === 'moneyOut' ? cost === null : source === null)
    throw new Refused('invalid', kind === 'moneyOut' ? '请选择花在哪里。' : '请选择钱物是谁出的。')
  if (kind !== 'giftOfGoods' && amountFen === 0) throw new Refused('invalid', '请填写金额。')
  if (kind === 'moneyIn' && source === 'fromPerson')
    throw new Refused('invalid', '住的老人交的钱请在“入住费”里收，会自动进公开账。')
  if (kind === 'moneyIn' && source === 'fromSociety' && party === null && !isAnonymous)
    throw new Refused('invalid', '请写捐款人的名字；不愿留名的请选“不留名”。')
}
