// Places are registered and corrected; every correction is kept field by field and can be taken back.
import { randomUUID } from 'node:crypto'
import type { facilityApi } from '../../domain/facilities/api.ts'
import type { FacilityFields } from '../../domain/facilities/facility.ts'
import {
  changesBetween,
  checkFields,
  checkPlace,
  type FieldChange,
  isSame,
} from '../../domain/facilities/rules.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { lockFacility, unknownFacility } from './facts.ts'

type Table = typeof facilityApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Done = Record<string, never>

export function sealedPhone({ sealer }: Pick<Context, 'sealer'>, phone: string | null) {
  return phone === null
    ? { managerPhoneSealed: null, managerPhoneTail: null }
    : { managerPhoneSealed: sealer.seal(phone), managerPhoneTail: phone.replace(/\D/g, '').slice(-4) }
}

export async function registerFacility(
  context: Context,
  { id, regionCode, managerPhone, state, fromOn, ...fields }: Input<'facility.register'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  checkInArea(context, regionCode)
  checkPlace(fields.kind, regionCode)
  checkFields(fields)
  if (fromOn > today) throw new Refused('invalid', '状态起始日期还没到，请填到今天为止的日期。')
  const countyCode = countyCodeOf(regionCode)
  await refuseTwin(context, countyCode, regionCode, fields)
  const at = now.toISOString()
  await tx
    .insertInto('facilities')
    .values({
      ...{ countyCode, id, regionCode, ...fields, ...sealedPhone(context, managerPhone) },
      ...{ canteenId: null, state, stateSince: fromOn, lastActiveOn: null, lastActiveWay: null },
      ...{ version: 1, registeredBy: actor.accountId, registeredAt: at },
    })
    .execute()
  await tx
    .insertInto('facilityStates')
    .values({
      ...{
        countyCode,
        id: randomUUID(),
        regionCode,
        facilityId: id,
        state,
        fromOn,
        reason: null,
        note: null,
      },
      ...{ saidBy: actor.accountId, saidAt: at, withdrawnAt: null, withdrawnBy: null },
    })
    .execute()
  return {}
}

/** The same kind and name in the same place is one place written twice. */
async function refuseTwin(
  { tx }: Context,
  countyCode: string,
  regionCode: string,
  { kind, name, registryNumber }: FacilityFields,
): Promise<void> {
  const twin = await tx
    .selectFrom('facilities')
    .select(['name', 'registryNumber'])
    .where('countyCode', '=', countyCode)
    .where(given =>
      given.or([
        given.and([given('regionCode', '=', regionCode), given('kind', '=', kind), given('name', '=', name)]),
        ...(registryNumber === null ? [] : [given('registryNumber', '=', registryNumber)]),
      ]),
    )
    .executeTakeFirst()
  if (twin)
    throw new Refused('conflict', `“${twin.name}”已经登记过了，没有重复登记。请在名单里找到它再修改。`)
}

export async function changeFacility(
  context: Context,
  { countyCode, id, version, managerPhone, ...fields }: Input<'facility.change'>,
): Promise<Done> {
  const held = await lockFacility(context, { countyCode, id })
  checkPlace(fields.kind, held.regionCode)
  checkFields(fields)
  if (held.version !== version)
    throw new Refused('conflict', '同事刚刚改过这处设施，没有保存。请刷新后再改。')
  const changes = changesBetween<Record<string, unknown>>(held, fields)
  const rings =
    managerPhone !== undefined &&
    managerPhone !== (held.managerPhoneSealed === null ? null : context.sealer.open(held.managerPhoneSealed))
  if (Object.keys(changes).length === 0 && !rings) return {}
  const phone = rings ? sealedPhone(context, managerPhone) : {}
  await context.tx
    .updateTable('facilities')
    .set({ ...fields, ...phone, version: version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await noteChange(context, held, {
    ...changes,
    ...('managerPhoneTail' in phone && {
      managerPhoneTail: { before: held.managerPhoneTail, after: phone.managerPhoneTail },
    }),
  })
  return {}
}

async function noteChange(
  { tx, now, actor }: Context,
  { countyCode, id, regionCode }: { countyCode: string; id: string; regionCode: string },
  fields: Record<string, FieldChange>,
): Promise<void> {
  await tx
    .insertInto('facilityChanges')
    .values({
      ...{ countyCode, id: randomUUID(), regionCode, facilityId: id, fields },
      ...{ changedBy: actor.accountId, changedAt: now.toISOString(), undoneAt: null, undoneBy: null },
    })
    .execute()
}

/** Only what still stands as the correction left it goes back; a telephone is typed anew. */
export async function undoChange(
  context: Context,
  { countyCode, id, changeId }: Input<'facility.undoChange'>,
): Promise<Done> {
  const { tx, now, actor } = context
  const held = await lockFacility(context, { countyCode, id })
  const change = await tx
    .selectFrom('facilityChanges')
    .select(['fields', 'undoneAt'])
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('id', '=', changeId)
    .executeTakeFirst()
  if (!change || change.undoneAt !== null)
    throw new Refused('not_found', '没有找到这次更正，可能同事已经撤销。请刷新。')
  const fields = change.fields as Record<string, FieldChange>
  if ('managerPhoneTail' in fields)
    throw new Refused('rule_broken', '这次更正改了负责人电话，旧号码没有留存，不能撤销。请重新填写。')
  const current: Record<string, unknown> = { ...held }
  if (Object.entries(fields).some(([key, { after }]) => !isSame(current[key], after)))
    throw new Refused('conflict', '这些内容后来又改过，不能撤销。请直接修改。')
  const before = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.before]))
  await tx
    .updateTable('facilities')
    .set({ ...before, version: held.version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('facilityChanges')
    .set({ undoneAt: now.toISOString(), undoneBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', changeId)
    .execute()
  return {}
}

export async function managerPhone(
  context: Context,
  { countyCode, id, reason }: Input<'facility.managerPhone'>,
): Promise<{ phone: string | null }> {
  const held = await context.tx
    .selectFrom('facilities')
    .select('managerPhoneSealed')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!held) throw unknownFacility()
  context.concerns(countyCode, [], reason)
  return { phone: held.managerPhoneSealed === null ? null : context.sealer.open(held.managerPhoneSealed) }
}
