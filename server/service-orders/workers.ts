// The people a provider sends, and the certificates they hold.
import { sql } from 'kysely'
import { readCitizenNumber } from '../../domain/elders/citizen-number.ts'
import { readTelephone } from '../../domain/elders/telephone.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { serviceCatalogueApi } from '../../domain/service-orders/api.ts'
import {
  certificateStateOn,
  type HeldCertificate,
  lightOf,
  type ServiceWorker,
  type WorkerInput,
} from '../../domain/service-orders/provider.ts'
import type { Context } from '../kernel/context.ts'
import { accountFor, checkSpeaksFor, notYours, ownProviders } from './membership.ts'

type Table = typeof serviceCatalogueApi

type Row = Omit<ServiceWorker, 'certificates' | 'light'>
interface CertificateRow extends HeldCertificate {
  id: string
  workerId: string
  number: string
  issuedOn: Day
  revokedWhy: string | null
}

export async function listWorkers(
  context: Context,
  { countyCode, providerId }: InputOf<Table['worker.list']>,
): Promise<OutputOf<Table['worker.list']>> {
  if (providerId !== undefined) await checkSpeaksFor(context, countyCode, providerId)
  const ids =
    providerId === undefined
      ? (await ownProviders(context, countyCode)).map(provider => provider.id)
      : [providerId]
  return { rows: await workersOf(context, countyCode, ids, false) }
}

export async function workersOf(
  context: Context,
  countyCode: string,
  providerIds: readonly string[],
  withFormer: boolean,
): Promise<ServiceWorker[]> {
  const { tx, today, setting } = context
  const warningDays = setting('worker.certificateWarningDays', `${countyCode}000000`)
  const found = await sql<Row>`
    select w.county_code, w.id, w.provider_id, p.name as provider_name, a.login as account_login, w.name, w.sex,
      w.spoken_language, w.phone_tail, w.citizen_number_tail, w.lon, w.lat, w.daily_orders, w.started_on,
      w.ended_on, w.version
    from service_workers w
    join service_providers p on p.county_code = w.county_code and p.id = w.provider_id
    left join accounts a on a.id = w.account_id
    where w.county_code = ${countyCode} and w.provider_id = any(${providerIds}::uuid[])
      and (w.ended_on is null or ${withFormer})
    order by w.ended_on nulls first, w.name, w.id limit 1000`.execute(tx)
  const certificates = await certificatesOf(
    context,
    countyCode,
    found.rows.map(row => row.id),
  )
  return found.rows.map(row => {
    const own = certificates.get(row.id) ?? []
    return {
      ...row,
      certificates: own.map(one => ({
        ...{
          id: one.id,
          kind: one.kind,
          number: one.number,
          issuedOn: one.issuedOn,
          expiresOn: one.expiresOn,
        },
        ...{ state: certificateStateOn(one, today, warningDays), revokedWhy: one.revokedWhy },
      })),
      light: lightOf(own, today, warningDays),
    }
  })
}

/** Worker → certificates, the newest of each kind first. */
export async function certificatesOf(
  { tx }: Pick<Context, 'tx'>,
  countyCode: string,
  workerIds: readonly string[],
): Promise<Map<string, CertificateRow[]>> {
  const rows = await sql<CertificateRow>`
    select id, worker_id, kind, number, issued_on, expires_on, revoked_on, revoked_why from worker_certificates
    where county_code = ${countyCode} and worker_id = any(${workerIds}::uuid[])
    order by worker_id, kind, expires_on desc, id`.execute(tx)
  const byWorker = new Map<string, CertificateRow[]>()
  for (const row of rows.rows) byWorker.set(row.workerId, [...(byWorker.get(row.workerId) ?? []), row])
  return byWorker
}

/** The number is checked like an elder's; both are sealed and shown by their tail. */
function sealedFields({ sealer, today }: Context, { phone, citizenNumber }: WorkerInput) {
  const telephone = phone === null ? null : readTelephone(phone, null)
  const reading = citizenNumber === null ? null : readCitizenNumber(citizenNumber, { today })
  if (reading?.number === null) throw new Refused('invalid', reading.sentence ?? '身份证号不对，请核对。')
  return {
    ...(telephone !== null && { phoneSealed: sealer.seal(telephone), phoneTail: telephone.slice(-4) }),
    ...(reading?.number && {
      citizenNumberSealed: sealer.seal(reading.number),
      citizenNumberTail: reading.number.slice(-4),
    }),
  }
}

const plainFields = ({ name, sex, spokenLanguage, lon, lat, dailyOrders }: WorkerInput) => ({
  ...{ name, sex, spokenLanguage, lon, lat, dailyOrders },
})

export async function registerWorker(
  context: Context,
  { countyCode, id, providerId, worker, login }: InputOf<Table['worker.register']>,
): Promise<void> {
  const { tx, now, today, actor } = context
  await checkSpeaksFor(context, countyCode, providerId)
  const accountId =
    login === null ? null : await accountFor(tx, { login, role: 'careWorker', countyCode, today })
  const provider = await tx
    .selectFrom('serviceProviders')
    .select(['regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', providerId)
    .where('endedOn', 'is', null)
    .executeTakeFirst()
  if (!provider) throw new Refused('rule_broken', '这家机构已经停用，不能再登记人员。')
  await tx
    .insertInto('serviceWorkers')
    .values({
      ...{ countyCode, id, regionCode: provider.regionCode, providerId, accountId },
      ...{ phoneSealed: null, phoneTail: null, citizenNumberSealed: null, citizenNumberTail: null },
      ...plainFields(worker),
      ...sealedFields(context, worker),
      ...{ startedOn: today, endedOn: null, endedWhy: null, version: 1 },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString(), synthetic: false },
    })
    .execute()
}

/** Her provider decides who may touch her entry. */
export async function workerFor(context: Context, countyCode: string, id: string) {
  const worker = await context.tx
    .selectFrom('serviceWorkers')
    .select(['id', 'regionCode', 'providerId', 'name', 'endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!worker) throw notYours()
  await checkSpeaksFor(context, countyCode, worker.providerId)
  return worker
}

export async function changeWorker(
  context: Context,
  { countyCode, id, version, worker }: InputOf<Table['worker.change']>,
): Promise<void> {
  await workerFor(context, countyCode, id)
  const { numUpdatedRows } = await context.tx
    .updateTable('serviceWorkers')
    .set({ ...plainFields(worker), ...sealedFields(context, worker), version: version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw new Refused('conflict', '这位服务人员的资料刚被别人改过，没有保存。请刷新后重新修改。')
}

export async function endWorker(
  context: Context,
  { countyCode, id, why }: InputOf<Table['worker.end']>,
): Promise<void> {
  const { tx, today } = context
  const worker = await workerFor(context, countyCode, id)
  if (worker.endedOn !== null) throw new Refused('conflict', '这位服务人员已经离岗了，请刷新。')
  const open = await sql<{ count: number }>`
    select count(*)::int as count from service_orders where county_code = ${countyCode}
      and worker_id = ${id}::uuid and stage in ('promised', 'onTheWay', 'inService')`.execute(tx)
  if ((open.rows[0]?.count ?? 0) > 0)
    throw new Refused(
      'rule_broken',
      `她还有 ${open.rows[0]?.count} 个订单没有做完。请先改派别人，再登记离岗。`,
    )
  await tx
    .updateTable('serviceWorkers')
    .set({ endedOn: today, endedWhy: why })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

export async function certifyWorker(
  context: Context,
  input: InputOf<Table['worker.certify']>,
): Promise<void> {
  const { countyCode, id, certificateId, kind, number, issuedOn, expiresOn } = input
  const { tx, now, today, actor } = context
  const worker = await workerFor(context, countyCode, id)
  if (expiresOn <= issuedOn || issuedOn > today)
    throw new Refused('invalid', '发证日期不能晚于今天，到期日期要晚于发证日期。')
  await tx
    .insertInto('workerCertificates')
    .values({
      ...{ countyCode, id: certificateId, regionCode: worker.regionCode, workerId: id, kind, number },
      ...{ issuedOn, expiresOn, revokedOn: null, revokedWhy: null },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
}

export async function revokeCertificate(
  context: Context,
  { countyCode, id, certificateId, why }: InputOf<Table['worker.revoke']>,
): Promise<void> {
  await workerFor(context, countyCode, id)
  const { numUpdatedRows } = await context.tx
    .updateTable('workerCertificates')
    .set({ revokedOn: context.today, revokedWhy: why })
    .where('countyCode', '=', countyCode)
    .where('workerId', '=', id)
    .where('id', '=', certificateId)
    .where('revokedOn', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refused('not_found', '这张证照已经作废过了，请刷新。')
}
