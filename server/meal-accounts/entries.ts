// Money that comes to a canteen and goes out of it, with the supplier's ticket; taken back by a reversal, never changed.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { firstDayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { MealEntry } from '../../domain/meal-accounts/book.ts'
import { entryPhotoLimitBytes, type mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import { type MealSource, ruleFor, sourcesIn } from '../../domain/meal-accounts/terms.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { getCanteen } from './canteen.ts'
import { checkOpen } from './closing.ts'
import { inForce } from './in-force.ts'
import { accountAt } from './legs.ts'
import { costKinds } from './open-account.ts'
import { checkPurchase } from './proposals.ts'

type Table = typeof mealBookApi

/** A gift beside the meals comes from outside; one that pays for meals settles what was owed for them. */
const giverOf: Readonly<Record<MealSource, { gift: LedgerAccountKind; due: LedgerAccountKind }>> = {
  fromPerson: { gift: 'counterCash', due: 'counterCash' },
  fromGovernment: { gift: 'countySubsidy', due: 'dueGovernment' },
  fromCollective: { gift: 'collective', due: 'dueCollective' },
  fromFirm: { gift: 'enterprise', due: 'dueFirm' },
  fromSociety: { gift: 'donation', due: 'dueCharity' },
}

export async function recordEntry(
  context: Context,
  given: InputOf<Table['mealEntry.record']>,
): Promise<MealEntry> {
  const { tx, now, today, actor } = context
  const {
    countyCode,
    canteenId,
    id,
    kind,
    source,
    cost,
    amountFen,
    day,
    party,
    isAnonymous,
    note,
    purchaseId,
  } = given
  const canteen = await getCanteen(tx, given)
  checkEntry(given, today)
  await checkOpen(tx, given, day)
  if (purchaseId !== null) await checkPurchase(context, given, purchaseId)
  const forMeals = kind === 'moneyIn' && source !== null && (await paysForMeals(context, given, source))
  await tx
    .insertInto('mealEntries')
    .values({
      ...{ countyCode, id, regionCode: canteen.regionCode, canteenId, kind, source, cost, amountFen, day },
      ...{ party: isAnonymous ? null : party, isAnonymous, forMeals, note },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null, purchaseId },
    })
    .execute()
  if (kind !== 'giftOfGoods') {
    const cash = accountAt(canteen, 'canteenCash')
    const giver = source === null ? null : giverOf[source][forMeals ? 'due' : 'gift']
    await post(context, [
      {
        ...{ id, countyCode, regionCode: canteen.regionCode, unit: 'fen', amount: amountFen, day, note },
        ...(giver === null
          ? { from: cash, to: accountAt(canteen, costKinds[cost ?? 'otherCost']) }
          : { from: accountAt(canteen, giver), to: cash }),
        purpose: kind === 'moneyIn' ? 'canteenFunding' : 'canteenSpending',
        ...{ subjectKind: 'canteen', subjectId: canteenId, voucherId: null },
      },
    ])
  }
  return getEntry(context, { countyCode, id })
}

function checkEntry(
  { kind, source, cost, amountFen, day, party, isAnonymous }: InputOf<Table['mealEntry.record']>,
  today: string,
): void {
  if (day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。')
  if (kind === 'moneyOut' ? cost === null : source === null)
    throw new Refused('invalid', kind === 'moneyOut' ? '请选择花在哪里。' : '请选择钱物是谁出的。')
  if (kind !== 'giftOfGoods' && amountFen === 0) throw new Refused('invalid', '请填写金额。')
  if (kind === 'moneyIn' && source === 'fromSociety' && party === null && !isAnonymous)
    throw new Refused('invalid', '请写捐款人的名字；不愿留名的请选“不留名”。')
}

/** Whether a side owes for meals by the rule of the day: then its money settles that. */
async function paysForMeals(
  { tx }: Context,
  { countyCode, canteenId, day }: { countyCode: string; canteenId: string; day: string },
  source: MealSource,
): Promise<boolean> {
  const { rules } = await inForce(tx, countyCode)
  const rule = ruleFor(rules, canteenId, monthOf(day))
  return rule !== null && source !== 'fromPerson' && sourcesIn(rule.terms).has(source)
}

type EntryRow = Omit<MealEntry, 'photos'> & { photos: string[] | null }

const columnsOfEntries = sql`
  e.county_code, e.id, e.canteen_id, e.serial, e.kind, e.source, e.cost, e.amount_fen, e.day, e.party, e.is_anonymous,
  e.for_meals, e.note, by.name as recorded_by_name, e.recorded_at, e.cancel_reason,
  (select array_agg(p.id order by p.added_at, p.id) from meal_entry_photos p
    where p.county_code = e.county_code and p.entry_id = e.id) as photos`

async function getEntry(
  { tx }: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<MealEntry> {
  const { rows } = await sql<EntryRow>`
    select ${columnsOfEntries} from meal_entries e left join accounts by on by.id = e.recorded_by
    where e.county_code = ${countyCode} and e.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw noSuchEntry()
  return { ...row, photos: row.photos ?? [] }
}

function noSuchEntry(): Refused {
  return new Refused('not_found', '没有这笔收支，或者不在您的辖区内。请刷新后重试。')
}

export async function listEntries(
  { tx }: Context,
  { countyCode, canteenId, month, limit, after }: InputOf<Table['mealEntry.list']>,
): Promise<OutputOf<Table['mealEntry.list']>> {
  const place = placeFrom(after)
  const inMonth =
    month === undefined ? sql`` : sql`and e.day between ${firstDayOf(month)} and ${lastDayOf(month)}`
  const behind = place === null ? sql`` : sql`and (e.day, e.id) < (${place.sort}::date, ${place.id}::uuid)`
  const { rows } = await sql<EntryRow>`
    select ${columnsOfEntries} from meal_entries e left join accounts by on by.id = e.recorded_by
    where e.county_code = ${countyCode} and e.canteen_id = ${canteenId} ${inMonth} ${behind}
    order by e.day desc, e.id desc limit ${limit + 1}`.execute(tx)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(row => ({ ...row, photos: row.photos ?? [] })),
    next: rows.length > limit && last ? cursorOf(last.day, last.id) : null,
  }
}

/** Public money is taken back where it was paid, so that project and till keep saying the same. */
async function checkNoGrant({ tx }: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const grant = await tx
    .selectFrom('ledgerTransfers')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('subjectKind', '=', 'fundProject')
    .executeTakeFirst()
  if (grant)
    throw new Refused('rule_broken', '这笔钱是专项资金拨付的，请财政资金工作人员在“专项资金”里收回。')
}

/** On the day of the entry while its month is open at the canteen; afterwards on the day it is found out. */
export async function cancelEntry(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['mealEntry.cancel']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const entry = await getEntry(context, { countyCode, id })
  if (entry.cancelReason !== null) throw new Refused('conflict', '这笔收支已经作废，不用重复作废。')
  await checkNoGrant(context, { countyCode, id })
  const closed = await tx
    .selectFrom('mealCloses')
    .select('month')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', entry.canteenId)
    .where('month', '>=', monthOf(entry.day))
    .executeTakeFirst()
  if (entry.kind !== 'giftOfGoods')
    await reverse(context, { countyCode, transferIds: [id], day: closed ? today : entry.day, reason })
  await tx
    .updateTable('mealEntries')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

const kind = 'meal-tickets'

export async function addEntryPhoto(
  context: Context,
  { countyCode, id, photoId, contentType }: InputOf<Table['mealEntry.addPhoto']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const entry = await tx
    .selectFrom('mealEntries')
    .select('regionCode')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!entry) throw noSuchEntry()
  const bytes = await uploadedPhoto(context, contentType, entryPhotoLimitBytes)
  // The file first: a row without its bytes would promise a ticket, a file without a row is nobody's.
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  await tx
    .insertInto('mealEntryPhotos')
    .values({
      ...{ countyCode, id: photoId, regionCode: entry.regionCode, entryId: id, contentType },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readEntryPhoto(
  context: Context,
  { countyCode, id, photoId }: InputOf<Table['mealEntry.photo']>,
): Promise<Record<string, never>> {
  const photo = await context.tx
    .selectFrom('mealEntryPhotos')
    .select('contentType')
    .where('countyCode', '=', countyCode)
    .where('id', '=', photoId)
    .where('entryId', '=', id)
    .executeTakeFirst()
  if (!photo) throw new Refused('not_found', '没有找到这张票据照片，或它不在您的辖区内。请刷新后重试。')
  const { contentType } = photo
  await handOutPhoto(context, { kind, countyCode, id: photoId }, { called: '票据照片', contentType })
  return {}
}
