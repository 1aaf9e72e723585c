// The three-way match (domain.md §8: evidence for each order): order, proof and claim must agree, line by line.
import { dayOf, daysBetween } from '../kernel/day.ts'
import { crowMeters } from '../kernel/distance.ts'
import type {
  ElderFacts,
  FeeFacts,
  LineFacts,
  MatchThresholds,
  OrderFacts,
  ProofFacts,
  Stay,
} from './facts.ts'
import type { ClaimFault, ClaimFaultKey } from './faults.ts'

const minuteMs = 60_000
/** Within a hamlet nobody needs a road. */
const roadMeters = 1_000
/** Where every order costs the same, a twentieth of the price is still an ordinary difference. */
const leastScale = 0.05
/** Makes a median absolute deviation comparable with a standard deviation. */
const normalScale = 1.4826

const fault = (key: ClaimFaultKey, seen: ClaimFault['seen'] = {}): ClaimFault => ({ key, seen })

/** Nothing is left out on the way: the reviewer sees every reason, the provider answers all at once. */
export function judgeLine(
  facts: LineFacts,
  clashes: readonly ClaimFault[],
  limits: MatchThresholds,
): ClaimFault[] {
  const { claimed, order, proof, elder, worker, fee } = facts
  if (order === null) return [fault('noOrder', { code: claimed.orderCode ?? '' })]
  if (fee !== null) return judgeFee(facts, order, fee, limits)
  return [
    ...(order.isDone ? [] : [fault('orderNotDone', { state: order.stateWord })]),
    ...asOrdered(facts, order),
    ...(facts.claimedBefore ? [fault('claimedTwice', { ...facts.claimedBefore })] : []),
    ...proved(facts, order, proof, limits),
    ...clashes,
    ...(elder ? atHomeThatDay(elder, claimed.servedOn, limits) : []),
    ...(elder && order.isLunch && elder.lunches > 1 ? [fault('secondLunch', { count: elder.lunches })] : []),
    ...(worker?.lapsed ?? []).map(({ what, on }) => fault('certificateExpired', { what, on: on ?? '' })),
    ...priceOf(facts, order, limits),
    ...(facts.complaintOn ? [fault('complaintOpen', { on: facts.complaintOn })] : []),
    ...(facts.givenBackOn ? [fault('givenBack', { on: facts.givenBackOn })] : []),
    ...(facts.deniedOn ? [fault('deniedOnCall', { on: facts.deniedOn })] : []),
  ]
}

/** A fee is owed as the order says; nobody owes one who was in hospital, away, moved or dead that day. */
function judgeFee(
  { claimed, elder, ...facts }: LineFacts,
  order: OrderFacts,
  { owedFen, plannedFrom, plannedTo, cameAt }: FeeFacts,
  limits: MatchThresholds,
): ClaimFault[] {
  if (owedFen === 0) return [fault('feeNotOwed', { state: order.stateWord })]
  const off = cameAt === null ? 0 : Math.max(plannedFrom - cameAt, cameAt - plannedTo, 0) / minuteMs
  return [
    ...(claimed.amountFen === owedFen
      ? []
      : [fault('feeDiffers', { claimed: claimed.amountFen, owed: owedFen })]),
    ...(facts.claimedBefore ? [fault('claimedTwice', { ...facts.claimedBefore })] : []),
    ...(off > limits.inVainMinutes
      ? [fault('cameAtOtherTime', { minutes: Math.ceil(off), most: limits.inVainMinutes })]
      : []),
    ...(elder ? atHomeThatDay(elder, claimed.servedOn, limits) : []),
    ...(facts.complaintOn ? [fault('complaintOpen', { on: facts.complaintOn })] : []),
    ...(facts.givenBackOn ? [fault('givenBack', { on: facts.givenBackOn })] : []),
  ]
}

function asOrdered({ claimed }: LineFacts, order: OrderFacts): ClaimFault[] {
  const faults: ClaimFault[] = []
  if (claimed.itemName !== null && claimed.itemName !== order.itemName)
    faults.push(fault('itemDiffers', { claimed: claimed.itemName, ordered: order.itemName }))
  if (claimed.unitPriceFen !== order.priceFen)
    faults.push(fault('priceDiffers', { claimed: claimed.unitPriceFen, ordered: order.priceFen }))
  if (claimed.quantity !== order.quantity)
    faults.push(fault('quantityDiffers', { claimed: claimed.quantity, ordered: order.quantity }))
  const right = claimed.unitPriceFen * claimed.quantity
  if (claimed.amountFen !== right) faults.push(fault('sumDiffers', { claimed: claimed.amountFen, right }))
  return faults
}

function proved(
  { claimed }: LineFacts,
  order: OrderFacts,
  proof: ProofFacts | null,
  { durationPercent }: MatchThresholds,
): ClaimFault[] {
  const faults: ClaimFault[] = []
  const startedAt = proof?.startedAt ?? null
  const endedAt = proof?.endedAt ?? null
  if (order.needsSignIn && (startedAt === null || endedAt === null)) {
    const missing = startedAt !== null ? '离开记录' : endedAt !== null ? '上门记录' : '上门和离开记录'
    faults.push(fault('noProof', { missing }))
  }
  if (!proof?.isConfirmed) faults.push(fault('unconfirmed'))
  else if (order.confirmationLacking) faults.push(fault('confirmationWrong', order.confirmationLacking))
  if (startedAt !== null && dayOf(new Date(startedAt)) !== claimed.servedOn)
    faults.push(fault('dayDiffers', { claimed: claimed.servedOn, proved: dayOf(new Date(startedAt)) }))
  if (startedAt !== null && endedAt !== null && order.standardMinutes !== null) {
    const minutes = Math.floor((endedAt - startedAt) / minuteMs)
    const standard = order.standardMinutes * order.quantity
    if (minutes * 100 < standard * durationPercent)
      faults.push(
        fault('serviceTooShort', {
          ...{ minutes: Math.max(0, minutes), standard },
          least: Math.ceil((standard * durationPercent) / 100),
        }),
      )
  }
  if (order.needsVitals && !proof?.hasVitals) faults.push(fault('vitalsMissing', { need: '血压' }))
  if (order.photoLacking) faults.push(fault('photoMissing', { need: order.photoLacking }))
  return faults
}

/** Whoever goes into hospital or moves on the day itself may have been served that morning. */
function atHomeThatDay(elder: ElderFacts, servedOn: string, { absentDays }: MatchThresholds): ClaimFault[] {
  const faults: ClaimFault[] = []
  if (elder.diedOn !== null && elder.diedOn < servedOn)
    faults.push(fault('elderHadDied', { on: elder.diedOn }))
  if (elder.movedOn !== null && elder.movedOn < servedOn)
    faults.push(fault('movedBefore', { on: elder.movedOn }))
  const stays = elder.absences.filter(({ from, to }) => from < servedOn && (to === null || to > servedOn))
  const hospital = stays.find(({ kind }) => kind === 'hospital')
  if (hospital) faults.push(fault('elderInHospital', { from: hospital.from, to: hospital.to ?? '' }))
  const away = stays
    .filter(({ kind }) => kind !== 'hospital')
    .toSorted((one, other) => one.from.localeCompare(other.from))[0]
  if (away) {
    const days = daysBetween(away.from, servedOn)
    if (days >= absentDays) faults.push(fault('elderLongAbsent', { from: away.from, days }))
  }
  return faults
}

function priceOf({ claimed, prices }: LineFacts, order: OrderFacts, limits: MatchThresholds): ClaimFault[] {
  if (!prices || prices.count < limits.priceOrders || prices.median <= 0) return []
  const scale = Math.max(prices.deviation * normalScale, prices.median * leastScale)
  const price = Math.max(claimed.unitPriceFen, order.priceFen)
  if (Math.abs(price - prices.median) / scale <= limits.priceDeviations) return []
  return [fault('priceFarOff', { price, median: prices.median, count: prices.count })]
}

/**
 * Order → what its worker cannot have done: two homes at once, one hour counted twice, or a road nobody drives that
 * fast. Both orders of a clash are named, because the stays do not say which of them is the false one.
 */
export function clashesOf(stays: readonly Stay[], limits: MatchThresholds): Map<string, ClaimFault[]> {
  const found = new Map<string, ClaimFault[]>()
  const note = (stay: Stay, one: ClaimFault) => {
    const known = found.get(stay.orderId) ?? []
    // One sentence of a kind is enough for a line.
    if (!known.some(({ key }) => key === one.key)) found.set(stay.orderId, [...known, one])
  }
  for (const own of ofEachWorker(stays)) {
    let open: Stay[] = []
    let last: Stay | undefined
    for (const stay of own) {
      open = open.filter(other => other.endedAt > stay.startedAt)
      const clashed = open.filter(other => clash(other, stay, limits, note))
      if (clashed.length === 0 && last) checkRoad(last, stay, limits, note)
      if (!last || stay.endedAt > last.endedAt) last = stay
      open.push(stay)
    }
  }
  return found
}

function ofEachWorker(stays: readonly Stay[]): Stay[][] {
  const groups = new Map<string, Stay[]>()
  for (const stay of stays) {
    const group = groups.get(stay.workerId)
    if (group) group.push(stay)
    else groups.set(stay.workerId, [stay])
  }
  return [...groups.values()].map(group =>
    group.toSorted((one, other) => one.startedAt - other.startedAt || one.endedAt - other.endedAt),
  )
}

type Note = (stay: Stay, one: ClaimFault) => void

function clash(before: Stay, after: Stay, { overlapMinutes }: MatchThresholds, note: Note): boolean {
  const minutes = (Math.min(before.endedAt, after.endedAt) - after.startedAt) / minuteMs
  if (minutes <= overlapMinutes) return false
  const key = before.elderId === after.elderId ? 'timeCountedTwice' : 'workerInTwoPlaces'
  note(before, fault(key, { other: after.code, minutes: Math.ceil(minutes) }))
  note(after, fault(key, { other: before.code, minutes: Math.ceil(minutes) }))
  return true
}

function checkRoad(before: Stay, after: Stay, { speedKmPerHour }: MatchThresholds, note: Note): void {
  if (!before.endPlace || !after.startPlace || before.elderId === after.elderId) return
  // The accuracy each fix claims is given away, so that a bad fix never makes a fast road.
  const meters =
    crowMeters(before.endPlace, after.startPlace) -
    before.endPlace.accuracyMeters -
    after.startPlace.accuracyMeters
  if (meters <= roadMeters) return
  const minutes = Math.max(0, (after.startedAt - before.endedAt) / minuteMs)
  const kmPerHour = (meters / 1000 / Math.max(1, minutes)) * 60
  if (kmPerHour <= speedKmPerHour) return
  const seen = {
    km: Math.round(meters / 100) / 10,
    minutes: Math.round(minutes),
    kmPerHour: Math.round(kmPerHour),
  }
  note(before, fault('travelTooFast', { other: after.code, ...seen }))
  note(after, fault('travelTooFast', { other: before.code, ...seen }))
}

/** Line → its faults; an empty list is a line that agrees. */
export function judgeClaim(
  lines: readonly LineFacts[],
  stays: readonly Stay[],
  limits: MatchThresholds,
): Map<string, ClaimFault[]> {
  const clashes = clashesOf(stays, limits)
  return new Map(
    lines.map(line => [
      line.claimed.lineId,
      judgeLine(line, (line.order && clashes.get(line.order.orderId)) ?? [], limits),
    ]),
  )
}
