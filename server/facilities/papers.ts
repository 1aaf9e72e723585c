// Papers of a place and what stands in it: kept, replaced, ended; what has run out stays as the fact that it has.
import type { facilityApi } from '../../domain/facilities/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { lockFacility } from './facts.ts'

type Input<Name extends keyof typeof facilityApi> = InputOf<(typeof facilityApi)[Name]>
type Done = Record<string, never>

const kept = ({ actor, now }: Context) => ({ keptBy: actor.accountId, keptAt: now.toISOString() })

export async function keepPaper(
  context: Context,
  { countyCode, id, paperId, ...paper }: Input<'facility.keepPaper'>,
): Promise<Done> {
  const { regionCode } = await lockFacility(context, { countyCode, id })
  if (paper.issuedOn > context.today) throw new Refused('invalid', '发证日期还没到，请核对。')
  if (paper.expiresOn !== null && paper.expiresOn < paper.issuedOn)
    throw new Refused('invalid', '到期日期早于发证日期，请核对。')
  const values = { ...paper, ...kept(context), endedOn: null }
  const done = await context.tx
    .insertInto('facilityPapers')
    .values({ countyCode, id: paperId, regionCode, facilityId: id, ...values })
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'id']).doUpdateSet(values).where('facilityPapers.facilityId', '=', id),
    )
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Refused('conflict', '这份证照登记在另一处设施名下。请刷新后再改。')
  return {}
}

export async function endPaper(
  context: Context,
  { countyCode, id, paperId, endedOn }: Input<'facility.endPaper'>,
): Promise<Done> {
  await lockFacility(context, { countyCode, id })
  const ended = await context.tx
    .updateTable('facilityPapers')
    .set({ endedOn, ...kept(context) })
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('id', '=', paperId)
    .where('endedOn', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new Refused('not_found', '没有找到这份证照，可能同事已停用。请刷新。')
  return {}
}

export async function keepEquipment(
  context: Context,
  { countyCode, id, equipmentId, ...line }: Input<'facility.keepEquipment'>,
): Promise<Done> {
  const { regionCode } = await lockFacility(context, { countyCode, id })
  const values = { ...line, ...kept(context), endedOn: null }
  const done = await context.tx
    .insertInto('facilityEquipment')
    .values({ countyCode, id: equipmentId, regionCode, facilityId: id, ...values })
    .onConflict(conflict =>
      conflict
        .columns(['countyCode', 'id'])
        .doUpdateSet(values)
        .where('facilityEquipment.facilityId', '=', id),
    )
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Refused('conflict', '这件设备登记在另一处设施名下。请刷新后再改。')
  return {}
}

export async function endEquipment(
  context: Context,
  { countyCode, id, equipmentId, endedOn }: Input<'facility.endEquipment'>,
): Promise<Done> {
  await lockFacility(context, { countyCode, id })
  const ended = await context.tx
    .updateTable('facilityEquipment')
    .set({ endedOn, ...kept(context) })
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('id', '=', equipmentId)
    .where('endedOn', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new Refused('not_found', '没有找到这件设备，可能同事已移出。请刷新。')
  return {}
}
