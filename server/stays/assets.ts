// Contracts of house or land for care: written down, checked point by point, in force only when nothing stands against it.
import { sql } from 'kysely'
import type { AbilityLevel } from '../../domain/assessments/ability.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  type AssetContract,
  type AssetRow,
  type AssetState,
  assetKinds,
  assetStates,
  checkOutsider,
  checksAsked,
  coolingEnd,
  speaksForOtherParty,
  whyNotInForce,
} from '../../domain/stays/asset.ts'
import type { assetApi } from '../../domain/stays/twinning-api.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { inArea } from './homes.ts'
import { getHome, getLodger, mineOnly } from './place.ts'

type Api = typeof assetApi
type Done = Record<string, never>

interface Found extends Omit<AssetContract, 'elderAge' | 'holding' | 'asked' | 'reasons' | 'isOtherParty'> {
  facilityRegion: string | null
  keepsHome: boolean
  bornOn: Day | null
  abilityLevel: AbilityLevel | null
}

const assetTables = sql`asset_contracts c
  join elders given on given.county_code = c.county_code and given.id = c.elder_id
  join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
  join regions village on village.code = c.region_code
  left join facilities f on f.county_code = c.county_code and f.id = c.facility_id`

const columnsFor = ({
  actor,
}: Context) => sql`c.county_code, c.id, e.id as elder_id, e.name as elder_name, e.born_on,
  village.short_name as village_name, c.kind, c.counterparty, c.signed_on, c.cooling_until, c.state, c.asset, c.title,
  c.value_fen, c.facility_id, f.name as facility_name, f.region_code as facility_region,
  exists (select from station_keepers me where me.county_code = c.county_code and me.facility_id = c.facility_id
    and me.account_id = ${actor.accountId} and me.valid_to is null) as keeps_home, c.promise, c.witness_name, c.drafted_by, c.settled_on,
  c.settle_note, c.version,
  (select by.name from accounts by where by.id = c.drafted_by) as drafted_by_name,
  (select by.name from accounts by where by.id = c.settled_by) as settled_by_name,
  (select a.result_level from ability_assessments a where a.county_code = e.county_code
    and a.elder_id = any(e.id || e.merged_ids) and a.stage in ('settled', 'told')
    order by a.assessed_on desc, a.submitted_at desc limit 1) as ability_level,
  (select coalesce(json_agg(json_build_object('check', k."check", 'holds', k.holds, 'restsOn', k.rests_on,
      'byName', by.name, 'answeredAt', to_char(k.answered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')
    from asset_answers k left join accounts by on by.id = k.answered_by
    where k.county_code = c.county_code and k.contract_id = c.id) as answers`

const isVillage = (regionCode: string) => levelOf(regionCode) === 'village'

function isOtherParty({ actor }: Context, { facilityRegion, keepsHome }: Found): boolean {
  return speaksForOtherParty({
    ...{ isStationManager: actor.role === 'stationManager', keepsHome },
    ...{ sitsInVillage: isVillage(actor.area.from) },
    homeIsVillages: facilityRegion !== null && isVillage(facilityRegion),
  })
}

function contractFor(context: Context, whole: Found): AssetContract {
  const { bornOn, abilityLevel, facilityRegion: _region, keepsHome: _keeps, ...found } = whole
  const asked = checksAsked(found)
  const open = found.state === 'assetChecking'
  return {
    ...found,
    elderName: nameFor(context.actor.role, found.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, context.today),
    holding: asked.filter(check => found.answers.some(one => one.check === check && one.holds)).length,
    asked: asked.length,
    isOtherParty: isOtherParty(context, whole),
    reasons: open ? whyNotInForce({ ...found, abilityLevel }, found.answers, context.today) : [],
  }
}

function rowOf(contract: AssetContract): AssetRow {
  const { countyCode, id, elderId, elderName, elderAge, villageName, kind, counterparty } = contract
  const { signedOn, coolingUntil, state, holding, asked } = contract
  return {
    ...{ countyCode, id, elderId, elderName, elderAge, villageName, kind, counterparty },
    ...{ signedOn, coolingUntil, state, holding, asked },
  }
}

/** Whoever runs a station sees the contracts it is a party of, and no other of the village. */
const own = (context: Context) => mineOnly(context, 'c', 'facility_id')

export async function listAssets(
  context: Context,
  { regionCode, state, kind, limit, after }: InputOf<Api['assetContract.list']>,
): Promise<OutputOf<Api['assetContract.list']>> {
  checkInArea(context, regionCode)
  const place = placeFrom(after)
  const { rows } = await sql<Found>`
    select ${columnsFor(context)} from ${assetTables} where ${inArea('c', regionCode)} ${own(context)}
      ${state ? sql`and c.state = ${state}` : sql``} ${kind ? sql`and c.kind = ${kind}` : sql``}
      ${place ? sql`and (c.signed_on, c.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by c.signed_on desc, c.id desc limit ${limit + 1}`.execute(context.tx)
  const counted = await sql<{ state: AssetState; many: number }>`
    select c.state, count(*)::int as many from asset_contracts c where ${inArea('c', regionCode)} ${own(context)}
    group by 1`.execute(context.tx)
  const page = rows.slice(0, limit)
  noteConcerns(
    context,
    page.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const last = rows.length > limit ? page.at(-1) : undefined
  const none = Object.fromEntries(assetStates.keys.map(key => [key, 0])) as Record<AssetState, number>
  return {
    rows: page.map(found => rowOf(contractFor(context, found))),
    next: last ? cursorOf(last.signedOn, last.id) : null,
    counts: { ...none, ...Object.fromEntries(counted.rows.map(row => [row.state, row.many])) },
  }
}

async function assetFor(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
  lock = false,
) {
  const { rows } = await sql<Found>`
    select ${columnsFor(context)} from ${assetTables} where c.county_code = ${countyCode} and c.id = ${id}::uuid
    ${own(context)} ${lock ? sql`for update of c` : sql``}`.execute(context.tx)
  const [found] = rows
  if (!found) throw new Refused('not_found', '没有找到这份合同，或它不在您的辖区内。请刷新后重试。')
  context.concerns(countyCode, [found.elderId])
  return found
}

export async function getAsset(
  context: Context,
  key: InputOf<Api['assetContract.get']>,
): Promise<OutputOf<Api['assetContract.get']>> {
  return contractFor(context, await assetFor(context, key))
}

export async function registerAsset(
  context: Context,
  { countyCode, id, elderId, terms }: InputOf<Api['assetContract.register']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const lodger = await getLodger(context, countyCode, elderId)
  if (lodger.endedOn !== null) throw new Refused('rule_broken', '这位老人已经离册，不能登记合同。')
  if (terms.signedOn > today) throw new Refused('invalid', '签字日期还没有到。请填写实际签字的日期。')
  if (terms.facilityId === null && actor.role === 'stationManager')
    throw new Refused('invalid', '请写明由您负责的哪个站照护；和别人签的合同请村里或乡镇登记。')
  if (terms.facilityId !== null) await getHome(context, { countyCode, facilityId: terms.facilityId })
  const coolingUntil = coolingEnd(terms.signedOn, context.setting('asset.coolingDays', lodger.regionCode))
  await tx
    .insertInto('assetContracts')
    .values({
      ...{ countyCode, id, regionCode: lodger.regionCode, elderId: lodger.elderId, ...terms, coolingUntil },
      ...{ state: 'assetChecking' as const, settledBy: null, settledOn: null, settleNote: null, version: 1 },
      ...{ draftedBy: actor.accountId, draftedAt: now.toISOString() },
    })
    .execute()
  return {}
}

async function openFor(context: Context, key: { countyCode: string; id: string; version: number }) {
  const found = await assetFor(context, key, true)
  if (found.version !== key.version)
    throw new Refused('conflict', '这份合同刚被别人改过。请看过最新情况后再办。')
  return found
}

export async function checkAsset(
  context: Context,
  { answers, ...key }: InputOf<Api['assetContract.check']>,
): Promise<Done> {
  const found = await openFor(context, key)
  if (found.state !== 'assetChecking')
    throw new Refused('conflict', `这份合同${assetStates.words[found.state]}，不能再核查。`)
  checkOutsider({ isOtherParty: isOtherParty(context, found) })
  const { tx, now, actor } = context
  const { countyCode, id } = key
  const { rows } = await sql<{ regionCode: string }>`select region_code from asset_contracts
    where county_code = ${countyCode} and id = ${id}::uuid`.execute(tx)
  await tx
    .insertInto('assetAnswers')
    .values(
      answers.map(answer => ({
        ...{ countyCode, contractId: id, regionCode: rows[0]?.regionCode ?? '', ...answer },
        ...{ answeredBy: actor.accountId, answeredAt: now.toISOString() },
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'contractId', 'check']).doUpdateSet(set => ({
        holds: set.ref('excluded.holds'),
        restsOn: set.ref('excluded.restsOn'),
        answeredBy: set.ref('excluded.answeredBy'),
        answeredAt: set.ref('excluded.answeredAt'),
      })),
    )
    .execute()
  await setAsset(context, key, {})
  return {}
}

async function setAsset(
  { tx }: Context,
  key: { countyCode: string; id: string; version: number },
  fields: object,
) {
  await tx
    .updateTable('assetContracts')
    .set({ ...fields, version: key.version + 1 })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
}

export async function enforceAsset(
  context: Context,
  { on, ...key }: InputOf<Api['assetContract.enforce']>,
): Promise<Done> {
  const found = await openFor(context, key)
  const { today, actor } = context
  if (found.state !== 'assetChecking')
    throw new Refused('conflict', `这份合同${assetStates.words[found.state]}，不用再办。`)
  checkOutsider({ isOtherParty: isOtherParty(context, found) })
  if (found.draftedBy === actor.accountId)
    throw new Refused('rule_broken', '登记合同的人不能自己准许生效，请由另一位工作人员来办。')
  if (on > today || on <= found.coolingUntil)
    throw new Refused('rule_broken', `生效日期要在冷静期（到 ${found.coolingUntil}）以后、不晚于今天。`)
  const reasons = whyNotInForce(found, found.answers, today)
  if (reasons[0]) throw new Refused('rule_broken', `还不能生效：${reasons.map(({ says }) => says).join('')}`)
  await setAsset(context, key, { state: 'assetInForce', settledBy: actor.accountId, settledOn: on })
  return {}
}

export async function settleAsset(
  context: Context,
  { state, on, why, ...key }: InputOf<Api['assetContract.settle']>,
): Promise<Done> {
  const found = await openFor(context, key)
  const needs = state === 'assetEnded' ? 'assetInForce' : 'assetChecking'
  if (found.state !== needs)
    throw new Refused('conflict', `这份合同${assetStates.words[found.state]}，不能这样办。`)
  // Letting the elder go needs nobody's leave.
  if (state !== 'assetWithdrawn') checkOutsider({ isOtherParty: isOtherParty(context, found) })
  if (on > context.today || on < found.signedOn) throw new Refused('invalid', '日期要在签字那天到今天之间。')
  await setAsset(context, key, {
    ...{ state, settledBy: context.actor.accountId, settledOn: on, settleNote: why },
  })
  return {}
}

export async function exportAssets(
  context: Context,
  { regionCode }: InputOf<Api['assetContract.export']>,
): Promise<Done> {
  checkInArea(context, regionCode)
  const { rows } = await sql<Found>`select ${columnsFor(context)} from ${assetTables}
    where ${inArea('c', regionCode)} ${own(context)}
    order by c.signed_on desc, c.id desc limit 5000`.execute(context.tx)
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const lines = rows
    .map(found => contractFor(context, found))
    .map(row => [
      ...[assetKinds.words[row.kind], row.elderName, row.villageName, row.asset, row.counterparty],
      ...[row.signedOn, row.coolingUntil, assetStates.words[row.state], `${row.holding}/${row.asked}`],
      row.reasons.map(({ says }) => says).join(''),
    ])
  const header = ['类型', '老人', '村（社区）', '房屋或土地', '对方', '签字日期', '冷静期到', '现在怎样']
  await handOutXlsx(
    context,
    [
      {
        name: '以房以地养老合同',
        header: [...header, '核查通过', '还差什么'],
        rows: [...lines, [await watermarkFor(context, lines.length)]],
      },
    ],
    `以房以地养老合同-${context.today}.xlsx`,
  )
  return {}
}
