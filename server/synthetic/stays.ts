// Who lives in the homes of the demonstration county and who wishes to: rooms, residents, contracts, days out, fees.
import { randomUUID } from 'node:crypto'
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  firstDayOf,
  type Month,
  monthOf,
} from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { chargeHome, receiveFor } from '../stays/stays.ts'
import { Chance } from './chance.ts'
import { loadStations } from './stations.ts'
import {
  demoId,
  homesOf,
  isVillages,
  type Loading,
  type LodgingHome,
  peopleOf,
  type Resident,
  type Someone,
} from './stay-world.ts'
import { loadTwinnings } from './twinnings.ts'

export async function loadStays(system: System, countyCode: string, seed: string): Promise<void> {
  const now = system.clock.now()
  await system.connections.db.transaction().execute(async tx => {
    const loading = { tx, now, today: dayOf(now), chance: new Chance(`${seed}.stays`), countyCode }
    const homes = await homesOf(loading)
    if (homes.length === 0) return
    const beds = await loadRooms(loading, homes)
    const residents = await loadResidents(loading, homes, beds)
    await loadLeaves(loading, residents)
    await loadWishes(loading, homes, residents)
    await loadFees(loading, homes, residents)
    const stations = homes.filter(isVillages)
    await loadStations(system, loading, stations, residents)
    await loadTwinnings(loading, stations, homes)
  })
}

/** Two beds a room in a village, three in a centre. */
async function loadRooms({ tx }: Loading, homes: readonly LodgingHome[]): Promise<Map<string, string[]>> {
  const rooms = homes.flatMap(home => {
    const each = isVillages(home) ? 2 : 3
    return Array.from({ length: Math.ceil(home.beds / each) }, (_, place) => ({
      ...{ home, id: randomUUID(), beds: Math.min(each, home.beds - place * each) },
      name: isVillages(home)
        ? `${place + 1}号房`
        : `${Math.floor(place / 12) + 1}${String((place % 12) + 1).padStart(2, '0')}室`,
    }))
  })
  await tx
    .insertInto('stayRooms')
    .values(
      rooms.map(({ home, id, name }) => ({
        ...{
          countyCode: home.countyCode,
          id,
          regionCode: home.regionCode,
          facilityId: home.facilityId,
          name,
        },
        ...{ note: null, removedOn: null },
      })),
    )
    .execute()
  const beds = rooms.flatMap(({ home, id: roomId, name, beds: many }) =>
    Array.from({ length: many }, (_, place) => ({
      ...{
        countyCode: home.countyCode,
        id: randomUUID(),
        regionCode: home.regionCode,
        facilityId: home.facilityId,
      },
      ...{ roomId, name: `${name}${place + 1}床`, state: 'bedUsable' as const },
      ...{ reservedWishId: null, reservedUntil: null, removedOn: null },
    })),
  )
  await tx.insertInto('stayBeds').values(beds).execute()
  return bedIdsOf(beds)
}

function bedIdsOf(beds: readonly { id: string; facilityId: string }[]): Map<string, string[]> {
  const ids = new Map<string, string[]>()
  for (const { id, facilityId } of beds) ids.set(facilityId, [...(ids.get(facilityId) ?? []), id])
  return ids
}

async function loadResidents(
  loading: Loading,
  homes: readonly LodgingHome[],
  beds: ReadonlyMap<string, readonly string[]>,
): Promise<Resident[]> {
  const { chance, today } = loading
  const people = await peopleOf(loading)
  const away = people.filter(one => one.inInstitution)
  const near = people.filter(one => !one.inInstitution && (one.livesAlone || one.isTekun))
  const taken = new Set<string>()
  const take = (from: readonly Someone[], many: number) => {
    const chosen = from.filter(one => !taken.has(one.elderId)).slice(0, many)
    for (const { elderId } of chosen) taken.add(elderId)
    return chosen
  }
  const residents = homes.flatMap((home, place) => {
    const free = beds.get(home.facilityId) ?? []
    const isNear = (stem: number) =>
      near.filter(one => one.regionCode.startsWith(home.regionCode.slice(0, stem)))
    // The first station has six of its eight beds taken, the others about two thirds.
    const wanted = place === 0 ? free.length - 2 : Math.floor((free.length * (5 + chance.below(3))) / 9)
    // The few whom the county's ledger has in an institution are shown in several of them.
    const own = isVillages(home) ? take(isNear(12), wanted) : take(away, 2)
    const more = isVillages(home) ? take(isNear(9), wanted - own.length) : []
    return [...own, ...more].map(({ elderId, name, isTekun }, index) => ({
      ...{ id: randomUUID(), home, elderId, name, isTekun, bedId: free[index] ?? '' },
      admittedOn: addDays(today, -(20 + chance.below(170))),
    }))
  })
  await keepResidents(loading, residents)
  return residents
}

async function keepResidents(
  { tx, now, chance, today }: Loading,
  residents: readonly Resident[],
): Promise<void> {
  const recorded = { recordedBy: demoId('township'), recordedAt: now.toISOString() }
  const needs = (home: LodgingHome) =>
    isVillages(home)
      ? chance.pick(['ableSelf', 'ableSelf', 'ableSelf', 'halfDependent'] as const)
      : chance.pick(['ableSelf', 'halfDependent', 'halfDependent', 'fullyDependent'] as const)
  await tx
    .insertInto('stays')
    .values(
      residents.map(({ home, name, id, elderId, bedId, isTekun, admittedOn }) => ({
        ...{ countyCode: home.countyCode, id, regionCode: home.regionCode, facilityId: home.facilityId },
        ...{ elderId, residentName: name, bedId, wishId: null, isTekun, careNeed: needs(home), admittedOn },
        ...{ leftOn: null, ending: null, endingNote: null, endedByEvent: false, version: 1, synthetic: true },
        ...recorded,
      })),
    )
    .execute()
  await tx
    .insertInto('stayContracts')
    .values(
      residents.map(({ home, name, id, isTekun, admittedOn }, place) => {
        const fee = isVillages(home) ? 30_000 + chance.below(6) * 2_000 : 90_000 + chance.below(8) * 10_000
        const hasFamily = !isTekun && chance.happens(0.6)
        return {
          ...{ countyCode: home.countyCode, id: randomUUID(), regionCode: home.regionCode, stayId: id },
          contractNumber: `演示-${String(place + 1).padStart(4, '0')}`,
          ...{ signedOn: admittedOn, fromOn: admittedOn },
          // One contract in the station that is shown has run out: renewing it is part of the demonstration.
          toOn: place === 1 ? addDays(today, -5) : addDays(admittedOn, 364),
          elderFen: isTekun ? 0 : hasFamily ? Math.round(fee / 2_000) * 1_000 : fee,
          familyFen: hasFamily ? fee - Math.round(fee / 2_000) * 1_000 : 0,
          governmentFen: isTekun ? fee : 0,
          signer: isTekun || !hasFamily ? ('signedByElder' as const) : ('signedByFamily' as const),
          signerName: hasFamily ? `${name}家属` : name,
          homeSignerName: home.managerName ?? '值班负责人',
          ...recorded,
        }
      }),
    )
    .execute()
}

async function loadLeaves(
  { tx, now, today, chance }: Loading,
  residents: readonly Resident[],
): Promise<void> {
  const out = residents.filter((_, place) => place === 2 || place % 9 === 8)
  if (out.length === 0) return
  const longAgo = (resident: Resident) => addDays(resident.admittedOn, 6 + chance.below(8))
  const leave = (resident: Resident, leftOn: Day, days: number) => {
    const backOn = addDays(leftOn, days)
    return {
      ...{ countyCode: resident.home.countyCode, id: randomUUID(), regionCode: resident.home.regionCode },
      ...{
        stayId: resident.id,
        reason: chance.pick(['homeForFestival', 'homeVisit', 'hospitalStay'] as const),
      },
      ...{ leftOn, expectedOn: backOn, withWhom: '儿女来接', returnedOn: backOn < today ? backOn : null },
      ...{ note: null, byEvent: false, recordedBy: demoId('station'), recordedAt: now.toISOString() },
    }
  }
  await tx
    .insertInto('stayLeaves')
    .values(out.flatMap(one => [leave(one, longAgo(one), 4), leave(one, addDays(today, -3), 6)]))
    .execute()
}

const reasons = ['一个人住怕冬天', '儿女都在外地', '做不动饭了', '家里老房子冷', '摔过一次，夜里没人知道']

/** Who moved in had wished it; others wait, some of them for longer than they should. */
async function loadWishes(
  loading: Loading,
  homes: readonly LodgingHome[],
  residents: readonly Resident[],
): Promise<void> {
  const { tx, now, today, chance, countyCode } = loading
  const living = new Set(residents.map(one => one.elderId))
  const people = (await peopleOf(loading)).filter(one => !living.has(one.elderId) && !one.inInstitution)
  const station = homes[0]
  const isOwn = (one: { regionCode: string }) => one.regionCode === station?.regionCode
  const waiting = [
    ...people.filter(one => isOwn(one) && !one.isTekun).slice(0, 2),
    ...people.filter(one => one.isTekun).slice(0, 5),
    ...people
      .filter(one => !one.isTekun && !isOwn(one) && one.livesAlone)
      .filter((_, place) => place % 7 === 0)
      .slice(0, 14),
  ]
  const said = { saidBy: 'villageSaid' as const, needId: null, synthetic: true }
  const written = { recordedBy: demoId('township'), recordedAt: now.toISOString() }
  const rows = waiting.map(({ elderId, regionCode, isTekun }, place) => {
    const isOver = place % 8 === 7
    const isNear = station !== undefined && regionCode.slice(0, 9) === station.regionCode.slice(0, 9)
    return {
      ...{ countyCode, id: randomUUID(), regionCode, elderId },
      wants: isTekun ? ('wantsTownshipCentre' as const) : ('wantsStation' as const),
      facilityId: isNear && !isTekun ? (station?.facilityId ?? null) : null,
      ...{
        reason: chance.pick(reasons),
        isUrgent: place % 6 === 1,
        saidOn: addDays(today, -(5 + chance.below(110))),
      },
      ...{ ...said, saidBy: chance.pick(['elderSaid', 'familySaid', 'visitorHeard'] as const) },
      state: isOver ? ('wishTakenBack' as const) : ('wishWaiting' as const),
      settledOn: isOver ? addDays(today, -2) : null,
      settleNote: isOver ? '女儿接去同住' : null,
      ...{ settledBy: isOver ? demoId('township') : null, ...written },
    }
  })
  const met = residents
    .filter((_, place) => place % 2 === 0)
    .map(({ home, elderId, admittedOn }) => ({
      ...{ countyCode, id: randomUUID(), regionCode: home.regionCode, elderId, facilityId: home.facilityId },
      wants: isVillages(home) ? ('wantsStation' as const) : ('wantsTownshipCentre' as const),
      ...{ reason: chance.pick(reasons), isUrgent: false, ...said, ...written },
      ...{
        saidOn: addDays(admittedOn, -(8 + chance.below(30))),
        state: 'wishMet' as const,
        settledOn: admittedOn,
      },
      ...{ settleNote: null, settledBy: demoId('township') },
    }))
  await tx
    .insertInto('stayWishes')
    .values([...rows, ...met])
    .execute()
}

/** Every month since the first resident is charged; the newest waits at the station that is shown. */
async function loadFees(
  loading: Loading,
  homes: readonly LodgingHome[],
  residents: readonly Resident[],
): Promise<void> {
  const { today } = loading
  for (const home of homes) {
    const own = residents.filter(one => one.home === home)
    const [first] = own.map(one => one.admittedOn).sort()
    if (first === undefined) continue
    for (let month = monthOf(first); month <= monthOf(today); month = addMonths(month, 1)) {
      if (home === homes[0] && month === monthOf(today)) continue
      await chargeHome({ ...loading, by: demoId('station') }, home, month)
      await loadReceipts(loading, home, own, month)
    }
  }
}

async function loadReceipts(
  loading: Loading,
  home: LodgingHome,
  residents: readonly Resident[],
  month: Month,
): Promise<void> {
  const { tx, today, chance, countyCode } = loading
  const day = addDays(firstDayOf(addMonths(month, 1)), 5)
  if (day > today) return
  const bills = await tx
    .selectFrom('stayBills')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', home.facilityId)
    .where('month', '=', month)
    .orderBy('stayId')
    .select(['stayId', 'elderId', 'elderFen', 'familyFen', 'governmentFen'])
    .execute()
  const stays = residents.map(one => ({ ...one, facilityId: home.facilityId, regionCode: home.regionCode }))
  const isNewest = addMonths(month, 2) > monthOf(today)
  const pay = async (
    payer: 'paidByElder' | 'paidByGovernment',
    of: (bill: (typeof bills)[number]) => number,
  ) => {
    const lines = bills
      .filter(bill => of(bill) > 0 && !(isNewest && chance.happens(0.3)))
      .map(bill => ({ id: randomUUID(), stayId: bill.stayId, amountFen: of(bill) }))
    if (lines.length === 0) return
    await receiveFor(
      { ...loading, by: demoId('station') },
      {
        ...{ countyCode, kind: 'feeIn', payer, payerName: null, day, note: null, lines },
        way: payer === 'paidByGovernment' ? 'feeByBank' : 'feeInCash',
      },
      stays,
    )
  }
  await pay('paidByElder', bill => bill.elderFen + bill.familyFen)
  if (!isNewest) await pay('paidByGovernment', bill => bill.governmentFen)
}
