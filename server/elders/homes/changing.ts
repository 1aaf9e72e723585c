// Address, hamlet, kind of house and telephone of a household; every change leaves an event with before and after.
import { randomBytes } from 'node:crypto'
import type { Input } from '../../../domain/api.ts'
import { dwellings } from '../../../domain/elders/household.ts'
import { readTelephone } from '../../../domain/elders/telephone.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { phoneColumns } from '../sealed-fields.ts'
import { unknownHousehold } from './household-record.ts'

type Details = Input<'household.change'>['household']

export async function changeHousehold(
  context: Context,
  input: Input<'household.change'>,
): Promise<{ version: number }> {
  const kept = await lockHousehold(context, input.countyCode, input.id)
  if (kept.version !== input.version)
    throw new Refused('conflict', '这一户的信息刚刚被别人改过，您的更改还没有保存。请刷新后对照再改。')
  return writeDetails(context, kept, input.household, { eventId: input.eventId, reason: input.reason })
}

/** From an elder's record, where the address is edited too: for everyone who lives there. */
export async function changeAddress(
  context: Context,
  house: { countyCode: string; id: string },
  details: Pick<Details, 'address' | 'hamlet'>,
): Promise<void> {
  const kept = await lockHousehold(context, house.countyCode, house.id)
  const eventId = uuidV7(context.now.getTime(), randomBytes(10))
  await writeDetails(context, kept, details, { eventId, reason: '修改档案' })
}

type Kept = Awaited<ReturnType<typeof lockHousehold>>

async function lockHousehold({ tx }: Context, countyCode: string, id: string) {
  const kept = await tx
    .selectFrom('households')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw unknownHousehold()
  return kept
}

async function writeDetails(
  context: Context,
  kept: Kept,
  { phone, ...plain }: Details,
  { eventId, reason }: { eventId: string; reason: string },
): Promise<{ version: number }> {
  const { tx, sealer, now, actor } = context
  const change = {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(phone !== undefined && phoneColumns(sealer, phone === null ? null : readTelephone(phone, null))),
  }
  const before = wordsOf(kept)
  const after = wordsOf({ ...kept, ...change })
  const changes = Object.keys(after)
    .filter(field => before[field] !== after[field])
    .map(field => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
  if (changes.length === 0) return { version: kept.version }
  const version = kept.version + 1
  await tx
    .updateTable('households')
    .set({ ...change, version })
    .where('countyCode', '=', kept.countyCode)
    .where('id', '=', kept.id)
    .execute()
  await tx
    .insertInto('householdEvents')
    .values({
      countyCode: kept.countyCode,
      id: eventId,
      regionCode: kept.regionCode,
      householdId: kept.id,
      otherHouseholdId: null,
      kind: 'detailsChanged',
      happenedOn: context.today,
      reason,
      effects: { elders: [], kin: [], changes },
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
  await noteMembers(context, kept)
  return { version }
}

function wordsOf(
  house: Pick<Kept, 'address' | 'hamlet' | 'dwelling' | 'phoneTail'>,
): Record<string, string | null> {
  return {
    address: house.address || null,
    hamlet: house.hamlet,
    dwelling: house.dwelling && dwellings.words[house.dwelling],
    phone: house.phoneTail && `…${house.phoneTail}`,
  }
}

/** An address is a personal field of everybody who lives there. */
async function noteMembers(context: Context, house: Kept): Promise<void> {
  const members = await context.tx
    .selectFrom('elders')
    .select('id')
    .where('countyCode', '=', house.countyCode)
    .where('householdId', '=', house.id)
    .where('endedOn', 'is', null)
    .execute()
  context.concerns(
    house.countyCode,
    members.map(member => member.id),
  )
}
