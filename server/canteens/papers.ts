// Licences of a place and the people who work there, with their yearly health certificates.
import { sql } from 'kysely'
import type { canteenApi } from '../../domain/canteens/api.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { getPlace } from './place.ts'

type Table = typeof canteenApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Done = Record<string, never>

const kept = ({ actor, now }: Context) => ({ keptBy: actor.accountId, keptAt: now.toISOString() })

export async function keepPaper(
  context: Context,
  { countyCode, id, paperId, ...paper }: Input<'canteen.keepPaper'>,
): Promise<Done> {
  const { regionCode } = await getPlace(context, { countyCode, canteenId: id })
  if (paper.expiresOn !== null && paper.expiresOn < paper.issuedOn)
    throw new Refused('invalid', '到期日早于发证日，请对照证照核对。')
  const values = { ...paper, ...kept(context) }
  const held = await context.tx
    .insertInto('canteenPapers')
    .values({ countyCode, regionCode, canteenId: id, id: paperId, ...values, endedOn: null })
    .onConflict(conflict =>
      conflict
        .columns(['countyCode', 'id'])
        .doUpdateSet(values)
        .where('canteenPapers.canteenId', '=', id)
        .where('canteenPapers.endedOn', 'is', null),
    )
    .returning('id')
    .executeTakeFirst()
  if (!held) throw new Refused('conflict', '这张证照已撤下，没有保存。请刷新后重新登记。')
  return {}
}

export async function endPaper(
  context: Context,
  { countyCode, id, paperId }: Input<'canteen.endPaper'>,
): Promise<Done> {
  await getPlace(context, { countyCode, canteenId: id })
  const ended = await context.tx
    .updateTable('canteenPapers')
    .set({ endedOn: context.today })
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', id)
    .where('id', '=', paperId)
    .where('endedOn', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new Refused('not_found', '没有找到这张证照，可能同事已撤下。请刷新。')
  return {}
}

export async function keepStaff(
  context: Context,
  { countyCode, id, staffId, ...person }: Input<'canteen.keepStaff'>,
): Promise<Done> {
  const { tx, today } = context
  const { regionCode } = await getPlace(context, { countyCode, canteenId: id })
  const { healthCheckedOn, healthExpiresOn, accountId } = person
  if (healthCheckedOn !== null && healthExpiresOn !== null && healthExpiresOn < healthCheckedOn)
    throw new Refused('invalid', '健康证到期日早于体检日，请核对。')
  const accounts = await linkable(context, regionCode)
  if (accountId !== null && !accounts.some(one => one.id === accountId))
    throw new Refused('invalid', '这个账号没有管到本村的助餐岗位，请先由系统管理员授予岗位。')
  const values = { ...person, ...kept(context) }
  const held = await tx
    .insertInto('canteenStaff')
    .values({
      ...{ countyCode, regionCode, canteenId: id, id: staffId, ...values, validFrom: today, validTo: null },
    })
    .onConflict(conflict =>
      conflict
        .columns(['countyCode', 'id'])
        .doUpdateSet(values)
        .where('canteenStaff.canteenId', '=', id)
        .where('canteenStaff.validTo', 'is', null),
    )
    .returning('id')
    .executeTakeFirst()
  if (!held) throw new Refused('conflict', '这名人员已撤下，没有保存。请刷新后重新登记。')
  return {}
}

export async function endStaff(
  context: Context,
  { countyCode, id, staffId }: Input<'canteen.endStaff'>,
): Promise<Done> {
  await getPlace(context, { countyCode, canteenId: id })
  const ended = await context.tx
    .updateTable('canteenStaff')
    .set({ validTo: context.today })
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', id)
    .where('id', '=', staffId)
    .where('validTo', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new Refused('not_found', '没有找到这名人员，可能同事已撤下。请刷新。')
  return {}
}

export async function listAccounts(
  context: Context,
  { countyCode, id }: Input<'canteen.accounts'>,
): Promise<OutputOf<Table['canteen.accounts']>> {
  const { regionCode } = await getPlace(context, { countyCode, canteenId: id })
  return linkable(context, regionCode)
}

/** Accounts with a canteen post in force at the village or above it. */
async function linkable({ tx, today }: Context, regionCode: string) {
  const above = [regionCode, `${regionCode.slice(0, 9)}000`]
  const { rows } = await sql<{ id: string; name: string; login: string }>`
    select distinct a.id, a.name, a.login from posts p join accounts a on a.id = p.account_id
    where p.region_code = any(${above}) and p.role in ('canteenManager', 'canteenCook')
      and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to >= ${today}) and a.disabled_at is null
    order by a.login`.execute(tx)
  return rows
}
