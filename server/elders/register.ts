// Entering an elder in the ledger, changing the entry, and ending it.
import { arrivalsJob } from '../../domain/duplicates/pair.ts'
import type { ElderChange, ElderInput } from '../../domain/elders/api.ts'
import { checkedEntry, checkVillage } from '../../domain/elders/registration.ts'
import { openMonthsSince } from '../../domain/indicators/months.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { claimNumber, releaseNumber } from './claims.ts'
import { changeAddress } from './homes/changing.ts'
import { editedIdentity, type IdentityNote, keepIdentity } from './identity-history.ts'
import { readingsOf } from './readings.ts'
import { unknownElder } from './record.ts'
import type { ElderKey } from './rows.ts'
import { numberColumns, phoneColumns } from './sealed-fields.ts'

interface Registration {
  id: string
  householdId: string
  regionCode: string
  elder: ElderInput
}

export async function registerElder(context: Context, given: Registration): Promise<void> {
  const { tx, now, today, sealer, config } = context
  const { id, householdId, regionCode } = given
  checkVillage(regionCode)
  const demo = config.demo !== 'none'
  const countyCode = countyCodeOf(regionCode)
  const { address, hamlet, citizenNumber, phone, ...entry } = checkedEntry(given.elder, { today, demo })
  const number = numberColumns(sealer, { kind: entry.numberKind, countyCode, number: citizenNumber })
  if (number.citizenNumberHash) await claimNumber(context, { countyCode, id }, number.citizenNumberHash)
  await joinHousehold(context, { countyCode, id: householdId, regionCode, address, hamlet, synthetic: demo })
  await tx
    .insertInto('elders')
    .values({
      ...entry,
      ...number,
      ...phoneColumns(sealer, phone),
      ...readingsOf(entry.name),
      countyCode,
      id,
      regionCode,
      householdId,
      healthNoteSealed: null,
      registeredOn: today,
      endedOn: null,
      version: 1,
      batchId: null,
      synthetic: demo,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    })
    .execute()
  context.concerns(countyCode, [id])
  context.afterCommit(() => context.system.wake(arrivalsJob))
  await noteOpenMonths(context, regionCode, today)
}

/** A household that is there already is joined as it stands; it must be of the same village. */
export async function joinHousehold(
  { tx, now }: Context,
  household: {
    countyCode: string
    id: string
    regionCode: string
    address: string
    hamlet: string | null
    synthetic: boolean
  },
): Promise<void> {
  await tx
    .insertInto('households')
    .values({ ...household, createdAt: now.toISOString() })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doNothing())
    .execute()
  const joined = await tx
    .selectFrom('households')
    .select('regionCode')
    .where('countyCode', '=', household.countyCode)
    .where('id', '=', household.id)
    .executeTakeFirst()
  if (joined?.regionCode !== household.regionCode)
    throw new Refused('rule_broken', '所选的户不在这个村（社区）。请重新选择户，或新建一户。')
}

const plainFields = [
  'name',
  'sex',
  'bornOn',
  'birthCalendar',
  'ethnicity',
  'spokenLanguage',
  'readLanguage',
  'hardOfHearing',
  'weakSight',
  'numberKind',
  'note',
  'willingToBeVisited',
] as const

export async function updateElder(
  context: Context,
  given: ElderKey & { version: number; elder: ElderChange },
  note: IdentityNote = editedIdentity(context.now),
): Promise<{ version: number }> {
  const { tx, now, today, sealer, config } = context
  const kept = await lockElder(context, given)
  if (kept.mergedInto !== null) throw mergedAway(kept.mergedInto)
  if (kept.version !== given.version) throw await movedOn(context, kept, given.elder)
  const before = {
    ...kept,
    citizenNumber: kept.citizenNumberSealed === null ? null : sealer.open(kept.citizenNumberSealed),
  }
  const change = definedOnly(given.elder)
  const wanted: typeof before = { ...before, ...(change as Partial<typeof before>) }
  const checked = readTogether.some(field => field in change)
    ? checkedEntry(wanted, { today, demo: config.demo !== 'none' })
    : wanted
  const number = await changedNumber(context, given, before, checked)
  if ('citizenNumberHash' in number) await keepIdentity(context, kept, note)
  const version = kept.version + 1
  await tx
    .updateTable('elders')
    .set({
      ...Object.fromEntries(plainFields.map(field => [field, checked[field]])),
      ...readingsOf(checked.name),
      ...number,
      ...(given.elder.phone !== undefined && phoneColumns(sealer, given.elder.phone)),
      version,
      updatedAt: now.toISOString(),
    })
    .where('countyCode', '=', given.countyCode)
    .where('id', '=', given.id)
    .execute()
  await moveWithinVillage(context, kept, given.elder)
  context.concerns(given.countyCode, [given.id])
  context.afterCommit(() => context.system.wake(arrivalsJob))
  await noteOpenMonths(context, kept.regionCode, kept.registeredOn)
  return { version }
}

/** A change of any of these checks all again; old imperfect entries do not stand in the way of a new note. */
const readTogether = ['sex', 'bornOn', 'birthCalendar', 'numberKind', 'citizenNumber']

function definedOnly(change: ElderChange): ElderChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

/** What is known of the person is written on the record that stands; the details say which. */
export function mergedAway(mergedInto: string): Refused {
  return new Refused('conflict', '这份档案已并入另一份档案。请打开现用的那份档案办理。', { mergedInto })
}

type Locked = Awaited<ReturnType<typeof lockElder>>

async function lockElder({ tx }: Context, { countyCode, id }: ElderKey) {
  const kept = await tx
    .selectFrom('elders')
    .innerJoin('households', join =>
      join
        .onRef('households.countyCode', '=', 'elders.countyCode')
        .onRef('households.id', '=', 'elders.householdId'),
    )
    .selectAll('elders')
    .select(['households.address', 'households.hamlet'])
    .where('elders.countyCode', '=', countyCode)
    .where('elders.id', '=', id)
    .forUpdate('elders')
    .executeTakeFirst()
  if (!kept) throw unknownElder()
  return kept
}

async function changedNumber(
  context: Context,
  key: ElderKey,
  before: { citizenNumber: string | null; numberKind: Locked['numberKind'] },
  after: { citizenNumber: string | null; numberKind: Locked['numberKind'] },
) {
  if (before.citizenNumber === after.citizenNumber && before.numberKind === after.numberKind) return {}
  const columns = numberColumns(context.sealer, {
    kind: after.numberKind,
    countyCode: key.countyCode,
    number: after.citizenNumber,
  })
  await releaseNumber(context, key)
  if (columns.citizenNumberHash) await claimNumber(context, key, columns.citizenNumberHash)
  return columns
}

/** The address belongs to the household: it changes for everyone who lives there. */
async function moveWithinVillage(context: Context, kept: Locked, change: ElderChange): Promise<void> {
  const { address = kept.address, hamlet = kept.hamlet } = change
  if (address === kept.address && hamlet === kept.hamlet) return
  await changeAddress(context, { countyCode: kept.countyCode, id: kept.householdId }, { address, hamlet })
}

/** Both sides of every field that was sent, so that the person decides; numbers stay masked. */
async function movedOn(context: Context, kept: Locked, mine: ElderChange): Promise<Refused> {
  context.concerns(kept.countyCode, [kept.id])
  const theirs: Record<string, unknown> = {
    ...kept,
    citizenNumber: kept.citizenNumberTail && `…${kept.citizenNumberTail}`,
    phone: kept.phoneTail && `…${kept.phoneTail}`,
  }
  const sent = Object.keys(definedOnly(mine))
  return new Refused('conflict', '这份档案刚刚被别人修改过，您的修改还没有保存。请对照后重新提交。', {
    version: kept.version,
    mine,
    theirs: Object.fromEntries(sent.map(field => [field, theirs[field] ?? null])),
  })
}

/** Everything counted from this elder since a day may have moved. */
export async function noteOpenMonths(context: Context, regionCode: string, since: Day): Promise<void> {
  await noteChanges(
    context,
    openMonthsSince(since, context.today).map(month => ({ regionCode, month })),
  )
}

/** The same for many at once, in one statement. */
export async function noteOpenMonthsFor(
  context: Context,
  moved: readonly { regionCode: string; since: Day }[],
): Promise<void> {
  await noteChanges(
    context,
    moved.flatMap(({ regionCode, since }) =>
      openMonthsSince(since, context.today).map(month => ({ regionCode, month })),
    ),
  )
}
