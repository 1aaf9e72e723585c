// Moving in: what is checked, what follows in the elder's life, the contract; and what changes while she lives there.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LifeEventInput, LifeEventKind } from '../../domain/life-events/life-event.ts'
import {
  type BedState,
  checkAdmission,
  checkContract,
  contractWarnings,
  type StayContract,
} from '../../domain/stays/stay.ts'
import type { stayApi } from '../../domain/stays/stay-api.ts'
import { noteFacilityActivity } from '../facilities/facilities.ts'
import type { Context } from '../kernel/context.ts'
import { previewLifeEvent, recordLifeEvent } from '../life-events/life-events.ts'
import { handOut, takeIn } from './photos.ts'
import {
  countsAsInstitution,
  getHome,
  getLodger,
  type Home,
  isStation,
  type Lodger,
  mineOnly,
} from './place.ts'
import { unknownStay } from './reading.ts'
import { meetWish } from './wishes.ts'

type Api = typeof stayApi
type Done = Record<string, never>
type Admission = InputOf<Api['stay.try']>

export async function tryAdmission(context: Context, input: Admission): Promise<OutputOf<Api['stay.try']>> {
  const { home, lodger, wish, entering } = await checked(context, input)
  const consequences =
    entering === null
      ? [`${home.name}床位不足十张，老人仍算在村里生活，探访照常`]
      : (await previewLifeEvent(context, entering)).consequences.map(({ says }) => says)
  return {
    warnings: warningsFor(context, home, input),
    consequences,
    wishSaidOn: wish?.saidOn ?? null,
    isTekun: lodger.isTekun,
  }
}

export async function register(context: Context, input: InputOf<Api['stay.register']>): Promise<Done> {
  const { tx, now, actor } = context
  const { countyCode, facilityId, id, contractId, bedId, careNeed, admittedOn, contract } = input
  const { home, lodger, entering } = await checked(context, input)
  // Before the stay stands: what the event says of earlier stays must not hit this one.
  if (entering !== null) await recordLifeEvent(context, entering)
  const { elderId, isTekun } = lodger
  const wishId = await meetWish(context, { countyCode, elderId, on: admittedOn })
  await tx
    .insertInto('stays')
    .values({
      ...{
        countyCode,
        id,
        regionCode: home.regionCode,
        facilityId,
        elderId,
        residentName: lodger.name,
        bedId,
        wishId,
      },
      ...{ isTekun, careNeed, admittedOn, leftOn: null, ending: null, endingNote: null, endedByEvent: false },
      ...{ version: 1, synthetic: false, recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
  await keepContract(
    context,
    { countyCode, id: contractId, regionCode: home.regionCode, stayId: id },
    contract,
  )
  await noteFacilityActivity(context, [{ countyCode, facilityId, day: admittedOn, way: 'stayLogged' }])
  return {}
}

async function checked(context: Context, input: Admission) {
  const { countyCode, bedId, elderId, admittedOn, contract } = input
  const home = await getHome(context, input)
  const lodger = await getLodger(context, countyCode, elderId)
  const wish = await context.tx
    .selectFrom('stayWishes')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', lodger.elderId)
    .where('state', '=', 'wishWaiting')
    .select(['id', 'saidOn'])
    .executeTakeFirst()
  checkAdmission({
    ...{ admittedOn, today: context.today, elderEndedOn: lodger.endedOn, wishId: wish?.id ?? null },
    livesAt: await livesAt(context, countyCode, lodger.elderId),
    bed: bedId === null ? null : await bedFor(context, home, bedId),
    facilityOpen: home.state === 'running',
  })
  checkContract(contract, context.today)
  await checkNumber(context, countyCode, contract.contractNumber)
  const known = await livesInInstitution(context, countyCode, lodger.elderId)
  const entering =
    countsAsInstitution(context.setting, home) && !known
      ? eventFor(context, 'enteredInstitution', { countyCode, lodger, on: admittedOn, place: home.name })
      : null
  return { home, lodger, wish, entering }
}

/** The name of the home she lives in now; of one the caller does not see, only that it is one. */
async function livesAt({ tx }: Context, countyCode: string, elderId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select f.name from stays s join facilities f on f.county_code = s.county_code and f.id = s.facility_id
    where s.county_code = ${countyCode} and s.elder_id = ${elderId}::uuid and s.left_on is null`.execute(tx)
  return rows[0]?.name ?? null
}

async function bedFor({ tx }: Context, home: Home, bedId: string) {
  const { rows } = await sql<{ state: BedState; takenBy: string | null; reservedWishId: string | null }>`
    select b.state, s.resident_name as taken_by, b.reserved_wish_id from stay_beds b
    left join stays s on s.county_code = b.county_code and s.bed_id = b.id and s.left_on is null
    where b.county_code = ${home.countyCode} and b.id = ${bedId}::uuid and b.facility_id = ${home.facilityId}::uuid
      and b.removed_on is null for update of b`.execute(tx)
  const [bed] = rows
  if (!bed) throw new Refused('not_found', '没有找到这张床，可能已经撤了。请重新选一张。')
  return bed
}

async function checkNumber({ tx }: Context, countyCode: string, contractNumber: string): Promise<void> {
  const known = await tx
    .selectFrom('stayContracts')
    .where('countyCode', '=', countyCode)
    .where('contractNumber', '=', contractNumber)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', `合同编号“${contractNumber}”已经用过。请核对编号。`)
}

async function livesInInstitution({ tx }: Context, countyCode: string, elderId: string): Promise<boolean> {
  return openAbsence(tx, countyCode, elderId, 'institution')
}

/** Whether the ledger of elders has her away in that way, with no end. */
export async function openAbsence(
  tx: Context['tx'],
  countyCode: string,
  elderId: string,
  kind: 'institution' | 'hospital',
): Promise<boolean> {
  const { rows } = await sql`
    select from elders e join elder_absences a on a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
    where e.county_code = ${countyCode} and e.id = ${elderId}::uuid and a.kind = ${kind} and a.valid_to is null`.execute(
    tx,
  )
  return rows.length > 0
}

export function eventFor(
  { now }: Context,
  kind: LifeEventKind,
  at: { countyCode: string; lodger: Pick<Lodger, 'elderId'>; on: Day; place: string },
): LifeEventInput {
  const { countyCode, lodger, on, place } = at
  const none = { toRegionCode: null, householdId: null, address: '', hamlet: '', expectedOn: null }
  return {
    ...{
      countyCode,
      id: uuidV7(now.getTime(), randomBytes(10)),
      elderId: lodger.elderId,
      kind,
      happenedOn: on,
    },
    reason: `${place}入住登记，${dayOf(now)}`,
    details: { place, ...none },
    reportId: null,
  }
}

function warningsFor(
  context: Context,
  home: Home,
  { contract, careNeed }: Pick<Admission, 'contract' | 'careNeed'>,
): string[] {
  return contractWarnings(contract, {
    fromYuan: context.setting('stay.feeFromYuan', home.regionCode),
    toYuan: context.setting('stay.feeToYuan', home.regionCode),
    ...{ isStation: isStation(home.kind), careNeed, beds: home.beds },
  })
}

async function keepContract(
  { tx, now, actor }: Context,
  at: { countyCode: string; id: string; regionCode: string; stayId: string },
  contract: StayContract,
): Promise<void> {
  await tx
    .insertInto('stayContracts')
    .values({ ...at, ...contract, recordedBy: actor.accountId, recordedAt: now.toISOString() })
    .execute()
}

export interface KeptStay {
  countyCode: string
  id: string
  regionCode: string
  facilityId: string
  elderId: string
  residentName: string
  careNeed: Admission['careNeed']
  admittedOn: Day
  leftOn: Day | null
  version: number
}

/** Locked: two people at two desks act one after the other. */
export async function stayFor(
  context: Context,
  { countyCode, id, version }: { countyCode: string; id: string; version?: number },
): Promise<KeptStay> {
  const { rows } = await sql<KeptStay>`
    select s.county_code, s.id, s.region_code, s.facility_id, s.elder_id, s.resident_name, s.care_need,
      s.admitted_on, s.left_on, s.version
    from stays s where s.county_code = ${countyCode} and s.id = ${id}::uuid
      ${mineOnly(context, 's', 'facility_id')} for update`.execute(context.tx)
  const [stay] = rows
  if (!stay) throw unknownStay()
  context.concerns(countyCode, [stay.elderId])
  if (version !== undefined && version !== stay.version)
    throw new Refused('conflict', '这份入住档案刚被别人改过。请看过最新情况后再办。')
  return stay
}

export async function changeStay({ tx }: Context, stay: KeptStay, fields: object): Promise<void> {
  await tx
    .updateTable('stays')
    .set({ ...fields, version: stay.version + 1 })
    .where('countyCode', '=', stay.countyCode)
    .where('id', '=', stay.id)
    .execute()
}

function checkLivesThere(stay: KeptStay): void {
  if (stay.leftOn !== null) throw new Refused('conflict', `已于 ${stay.leftOn} 退住，不能再改。`)
}

export async function moveBed(context: Context, input: InputOf<Api['stay.moveBed']>): Promise<Done> {
  const stay = await stayFor(context, input)
  checkLivesThere(stay)
  if (input.bedId !== null) {
    const home = await getHome(context, stay)
    const bed = await bedFor(context, home, input.bedId)
    if (bed.takenBy !== null) throw new Refused('conflict', `这张床住着${bed.takenBy}。请换一张空床。`)
    if (bed.state === 'bedOutOfUse') throw new Refused('rule_broken', '这张床停用了。请换一张空床。')
    if (bed.reservedWishId !== null)
      throw new Refused('conflict', '这张床已经为别人预留。请换一张，或先取消预留。')
  }
  await changeStay(context, stay, { bedId: input.bedId })
  return {}
}

export async function changeCare(context: Context, input: InputOf<Api['stay.changeCare']>): Promise<Done> {
  const stay = await stayFor(context, input)
  checkLivesThere(stay)
  await changeStay(context, stay, { careNeed: input.careNeed })
  return {}
}

export async function renew(
  context: Context,
  input: InputOf<Api['stay.renew']>,
): Promise<OutputOf<Api['stay.renew']>> {
  const stay = await stayFor(context, input)
  checkLivesThere(stay)
  const { contract, contractId } = input
  checkContract(contract, context.today)
  await checkNumber(context, stay.countyCode, contract.contractNumber)
  const home = await getHome(context, stay)
  const { countyCode, regionCode, id } = stay
  await keepContract(context, { countyCode, id: contractId, regionCode, stayId: id }, contract)
  await changeStay(context, stay, {})
  return { warnings: warningsFor(context, home, { contract, careNeed: stay.careNeed }) }
}

const kind = 'stay-contracts'

export async function addContractPhoto(
  context: Context,
  input: InputOf<Api['stay.addPhoto']>,
): Promise<Done> {
  const stay = await stayFor(context, { countyCode: input.countyCode, id: input.id })
  const contract = await context.tx
    .selectFrom('stayContracts')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.contractId)
    .where('stayId', '=', stay.id)
    .select('id')
    .executeTakeFirst()
  if (!contract) throw new Refused('not_found', '没有找到这份合同。请刷新后重试。')
  const photo = await takeIn(context, kind, input)
  await context.tx
    .insertInto('stayPhotos')
    .values({ ...photo, regionCode: stay.regionCode, contractId: contract.id })
    .execute()
  return {}
}

export async function readContractPhoto(context: Context, input: InputOf<Api['stay.photo']>): Promise<Done> {
  const stay = await stayFor(context, { countyCode: input.countyCode, id: input.id })
  const found = await context.tx
    .selectFrom('stayPhotos')
    .innerJoin('stayContracts', join =>
      join
        .onRef('stayContracts.countyCode', '=', 'stayPhotos.countyCode')
        .onRef('stayContracts.id', '=', 'stayPhotos.contractId'),
    )
    .where('stayPhotos.countyCode', '=', input.countyCode)
    .where('stayPhotos.id', '=', input.photoId)
    .where('stayContracts.stayId', '=', stay.id)
    .select('stayPhotos.contentType')
    .executeTakeFirst()
  return handOut(context, kind, input, found, '入住合同')
}
