// Twinnings of the demonstration county's stations with homes in the city, and contracts of house or land for care.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays } from '../../domain/kernel/day.ts'
import { type AssetCheck, checksAsked, coolingEnd } from '../../domain/stays/asset.ts'
import { demoId, type Loading, type LodgingHome } from './stay-world.ts'

export async function loadTwinnings(
  loading: Loading,
  stations: readonly LodgingHome[],
  homes: readonly LodgingHome[],
): Promise<void> {
  const { tx, now, today } = loading
  const written = { recordedBy: demoId('county'), recordedAt: now.toISOString() }
  const pairs = stations.slice(0, 4).map(({ countyCode, regionCode, facilityId }, place) => ({
    ...{ countyCode, id: randomUUID(), regionCode, facilityId, partnerPlace: '延吉市' },
    partnerName: ['延吉市第一社会福利院', '延吉市颐养中心', '延吉市阳光养老服务中心'][place % 3] ?? '',
    ...{ agreedOn: addDays(today, -(500 - place * 60)), untilOn: addDays(today, place === 1 ? -9 : 230) },
    gifts: [
      'staffTraining' as const,
      'respiteBeds' as const,
      ...(place % 2 === 0 ? (['equipmentGiven'] as const) : []),
    ],
    words: '每季度派人培训一次，每年给十个短住床位，旧护理床修好后送到村里。',
    endedOn: place === 3 ? addDays(today, -30) : null,
    ...{ endReason: place === 3 ? '城里机构搬迁，另找结对单位' : null, ...written },
  }))
  if (pairs.length > 0) {
    await tx.insertInto('twinnings').values(pairs).execute()
    await tx
      .insertInto('twinningDeeds')
      .values(
        pairs.flatMap(({ countyCode, regionCode, id }) => {
          const deed = { countyCode, regionCode, twinningId: id, ...written }
          return [
            {
              ...{ ...deed, id: randomUUID(), doneOn: addDays(today, -200), gift: 'staffTraining' as const },
              ...{ quantity: 1, people: 9, words: '教翻身、喂饭和测血压，半天。' },
            },
            {
              ...{ ...deed, id: randomUUID(), doneOn: addDays(today, -70), gift: 'respiteBeds' as const },
              ...{ quantity: 14, people: 2, words: '秋收时两位老人去城里短住七天。' },
            },
          ]
        }),
      )
      .execute()
  }
  await loadAssets(loading, homes.find(home => home.kind === 'townshipWelfareCentre') ?? null)
}

const agreed = [
  { kind: 'houseForCare', asset: '村里自住砖瓦房三间，带院', title: 'titleElder', ago: 30, done: 'all' },
  { kind: 'landForCare', asset: '承包地六亩，流转给村合作社', title: 'titleElder', ago: 6, done: 'some' },
  { kind: 'houseForCare', asset: '镇上楼房一套', title: 'titleCouple', ago: 25, done: 'pool' },
] as const
const restsOn: Partial<Record<AssetCheck, string>> = {
  ownTitle: '不动产权证原件',
  coOwnersAgree: '老伴书面同意',
  hasWitness: '村调解委员在场',
  registeredParty: '登记证书、信用查询单',
}

/** One that may be put in force, one within its days of reflection, one that promises interest and must not. */
async function loadAssets(loading: Loading, centre: LodgingHome | null): Promise<void> {
  const { tx, now, today, countyCode } = loading
  const { rows: owners } = await sql<{ elderId: string; regionCode: string }>`
    select e.id as elder_id, e.region_code from elders e where e.county_code = ${countyCode} and e.ended_on is null
      and e.merged_into is null and e.born_on < ${addDays(today, -70 * 365)}::date
      and left(e.region_code, 9) = (select left(region_code, 9) from posts where account_id = ${demoId('station')} limit 1)
    order by e.id desc limit ${agreed.length}`.execute(tx)
  const contracts = owners.flatMap(({ elderId, regionCode }, place) => {
    const plan = agreed[place]
    if (!plan) return []
    const signedOn = addDays(today, -plan.ago)
    const row = {
      ...{
        countyCode,
        id: randomUUID(),
        regionCode,
        elderId,
        kind: plan.kind,
        asset: plan.asset,
        title: plan.title,
      },
      ...{
        valueFen: plan.kind === 'houseForCare' ? 12_000_000 : 900_000,
        facilityId: centre?.facilityId ?? null,
      },
      counterparty: plan.done === 'pool' ? '某某养老投资公司' : (centre?.name ?? '乡镇福利服务中心'),
      promise:
        plan.done === 'pool' ? '入住打八折，另给年利百分之八' : '住到最后，管吃住和照护，每月另给一百元零用',
      ...{ signedOn, coolingUntil: coolingEnd(signedOn, 15), witnessName: '村调解委员' },
      ...{ state: 'assetChecking' as const, settledBy: null, settledOn: null, settleNote: null, version: 1 },
      ...{ draftedBy: demoId('township'), draftedAt: now.toISOString() },
    }
    const asked = checksAsked(row)
    const looked = plan.done === 'some' ? asked.slice(0, 6) : asked
    const answers = looked.map(check => {
      const fails = plan.done === 'pool' && check === 'noPool'
      return {
        ...{ countyCode, contractId: row.id, check, regionCode, holds: !fails },
        restsOn: fails ? '合同第六条写着年利百分之八' : (restsOn[check] ?? '当面问过老人和家人'),
        ...{ answeredBy: demoId('township'), answeredAt: now.toISOString() },
      }
    })
    return [{ row, answers }]
  })
  if (contracts.length === 0) return
  await tx
    .insertInto('assetContracts')
    .values(contracts.map(one => one.row))
    .execute()
  await tx
    .insertInto('assetAnswers')
    .values(contracts.flatMap(one => one.answers))
    .execute()
}
