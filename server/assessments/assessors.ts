// Who may assess: qualifications with their dates, and the people who could be given one.
import { sql } from 'kysely'
import { roleRules } from '../../domain/accounts/roles.ts'
import type { assessmentApi } from '../../domain/assessments/api.ts'
import type { Assessor } from '../../domain/assessments/assessment.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

export interface Qualification {
  medical: boolean
  validFrom: Day
  validTo: Day | null
}

/** The caller's own, all of them: an assessment made on a day is judged by that day. */
export async function ownQualifications(context: Context): Promise<Qualification[]> {
  return context.tx
    .selectFrom('assessorQualifications')
    .where('countyCode', '=', context.actor.regionCode.slice(0, 6))
    .where('accountId', '=', context.actor.accountId)
    .select(['medical', 'validFrom', 'validTo'])
    .execute()
}

export function qualificationOn(all: readonly Qualification[], day: Day): Qualification | null {
  return all.find(one => one.validFrom <= day && (one.validTo === null || one.validTo >= day)) ?? null
}

export function notQualified(): Refused {
  return new Refused(
    'rule_broken',
    '您没有登记能力评估员资格（或那一天已停用），能力评估没有提交。请县级民政部门在“评估员”里登记后再提交。',
  )
}

/** Whether the phone should offer the ability form. */
export async function mayAssess(context: Context): Promise<boolean> {
  return qualificationOn(await ownQualifications(context), context.today) !== null
}

interface Holder {
  accountId: string
  name: string
  regionCode: string
}

const assessingRoles = Object.entries(roleRules)
  .filter(([, rule]) => rule.rights.includes('assessment:record'))
  .map(([role]) => role)

/** Holders of a post in force that may assess; the region is that of the post. */
async function holdersIn(context: Context, regionCode: string, accountId?: string): Promise<Holder[]> {
  const area = areaOf(regionCode)
  const found = await sql<Holder>`
    select distinct on (a.id) a.id as account_id, a.name, p.region_code
    from posts p join accounts a on a.id = p.account_id
    where p.role = any(${assessingRoles}) and p.region_code between ${area.from} and ${area.to}
      and p.valid_from <= ${context.today} and (p.valid_to is null or p.valid_to >= ${context.today})
      and a.disabled_at is null ${accountId === undefined ? sql`` : sql`and a.id = ${accountId}`}
    order by a.id, p.region_code`.execute(context.tx)
  return found.rows
}

type ListOf = (typeof assessmentApi)['assessor.list']

export async function listAssessors(context: Context, { regionCode }: InputOf<ListOf>) {
  const area = areaOf(regionCode)
  const rows = await readAssessors(context.tx, area)
  const known = new Set(rows.filter(row => row.validTo === null).map(row => row.accountId))
  const candidates = (await holdersIn(context, regionCode)).filter(one => !known.has(one.accountId))
  return { rows, candidates: candidates.slice(0, 500) }
}

async function readAssessors(tx: Transaction, area: { from: string; to: string }): Promise<Assessor[]> {
  return tx
    .selectFrom('assessorQualifications as q')
    .innerJoin('accounts', 'accounts.id', 'q.accountId')
    .innerJoin('regions', 'regions.code', 'q.regionCode')
    .where('q.regionCode', '>=', area.from)
    .where('q.regionCode', '<=', area.to)
    .orderBy('q.validTo', order => order.desc().nullsFirst())
    .orderBy('q.regionCode')
    .orderBy('accounts.name')
    .orderBy('q.id')
    .limit(1000)
    .select([
      'q.countyCode',
      'q.id',
      'q.accountId',
      'accounts.name',
      'q.regionCode',
      'regions.shortName as regionName',
      'q.medical',
      'q.certificate',
      'q.validFrom',
      'q.validTo',
    ])
    .execute()
}

export async function qualify(
  context: Context,
  input: InputOf<(typeof assessmentApi)['assessor.qualify']>,
): Promise<void> {
  const { countyCode, id, accountId, ...said } = input
  const [holder] = await holdersIn(context, `${countyCode}000000`, accountId)
  if (!holder)
    throw new Refused('not_found', '这个人在本县没有可以做评估的岗位。请先在“账号与岗位”里给他岗位。')
  const { numInsertedOrUpdatedRows } = await context.tx
    .insertInto('assessorQualifications')
    .values({
      ...{ countyCode, id, accountId, ...said, regionCode: holder.regionCode, validTo: null },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'accountId']).where('validTo', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Refused('conflict', '这个人已经登记为评估员，不用重复登记。')
}

export async function endQualification(
  context: Context,
  { countyCode, id, validTo }: InputOf<(typeof assessmentApi)['assessor.end']>,
): Promise<void> {
  const row = await context.tx
    .selectFrom('assessorQualifications')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['validFrom', 'validTo'])
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有这项评估员资格，或者不在您的辖区内。请刷新后重试。')
  if (row.validTo !== null) throw new Refused('conflict', `这项资格已于 ${row.validTo} 停用，不用重复办理。`)
  if (validTo < row.validFrom)
    throw new Refused('rule_broken', `停用日期早于登记日期 ${row.validFrom}。请核对后重试。`)
  await context.tx
    .updateTable('assessorQualifications')
    .set({ validTo })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
