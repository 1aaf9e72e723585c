// When an event may be recorded, answered and taken back; each refusal says what to do instead.
import { type AbsenceKind, absenceKinds } from '../elders/elder.ts'
import { type Area, countyCodeOf, isWithin, levelOf } from '../kernel/area.ts'
import { Refused } from '../kernel/refusal.ts'
import { reachesBeyond } from './cascade-stays.ts'
import type { LifeFacts } from './facts.ts'
import { type LifeEventInput, type LifeEventKind, lifeEventKinds } from './life-event.ts'

const broken = (sentence: string) => new Refused('rule_broken', sentence)

/** The stay an event begins or ends. */
const begins: Partial<Record<LifeEventKind, AbsenceKind>> = {
  hospitalised: 'hospital',
  enteredInstitution: 'institution',
  awayForLong: 'away',
}
const finishes: Partial<Record<LifeEventKind, AbsenceKind>> = {
  dischargedFromHospital: 'hospital',
  leftInstitution: 'institution',
  returned: 'away',
}
export function checkEvent(event: LifeEventInput, facts: LifeFacts): void {
  const { kind, happenedOn } = event
  const { elder, today } = facts
  if (elder.mergedInto !== null) throw broken('这份档案已并入另一份档案。请打开合并后的档案再登记。')
  if (elder.endedOn !== null)
    throw new Refused(
      'conflict',
      `这位老年人已于 ${elder.endedOn} 离册，不能再登记“${lifeEventKinds.words[kind]}”。如登记有误，请先在“经历”里撤销。`,
    )
  if (happenedOn > today) throw broken('日期还没有到。请填写实际发生的日期。')
  checkStays(event, facts)
  checkPlaces(event, facts)
}

function checkStays({ kind, happenedOn }: LifeEventInput, { stays }: LifeFacts): void {
  const begun = begins[kind]
  const standing = stays.find(
    stay => stay.kind === begun && (stay.validTo === null || stay.validTo >= happenedOn),
  )
  if (begun && standing)
    throw new Refused(
      'conflict',
      `已登记自 ${standing.validFrom} 起“${absenceKinds.words[begun]}”，不用重复登记。日期有误请先撤销原来的登记。`,
    )
  const finished = finishes[kind]
  if (finished && !stays.some(stay => stay.kind === finished && reachesBeyond(stay, happenedOn)))
    throw broken(
      `${happenedOn} 这一天没有登记“${absenceKinds.words[finished]}”。请核对日期，或先补登记${absenceKinds.words[finished]}。`,
    )
}

function checkPlaces({ kind, details, happenedOn, countyCode }: LifeEventInput, facts: LifeFacts): void {
  const { elder, destination } = facts
  if (details.expectedOn !== null && details.expectedOn < happenedOn)
    throw broken('预计回来的日期早于发生的日期。请改正后重试。')
  if (kind === 'leftProvince' && details.place === '') throw broken('请填写迁往哪里，例如“山东省烟台市”。')
  if (kind === 'movedToOtherCounty') checkOtherCounty(details.toRegionCode, countyCode)
  if (kind !== 'movedWithinCounty') return
  if (details.toRegionCode === null) throw broken('请选择迁到哪个村（社区）。')
  if (countyCodeOf(details.toRegionCode) !== countyCode)
    throw broken('这个村（社区）不在本县。跨县请登记“迁往省内其他县”。')
  if (levelOf(details.toRegionCode) !== 'village' || destination === null)
    throw broken('请选到具体的村（社区）。')
  if (details.toRegionCode === elder.regionCode)
    throw broken('还在同一个村（社区）。只是换了住处，请直接“修改档案”里的住址。')
}

export function checkOtherCounty(toRegionCode: string | null, countyCode: string): void {
  if (toRegionCode === null) throw broken('请选择迁往哪个县（市、区）。')
  if (['province', 'prefecture'].includes(levelOf(toRegionCode))) throw broken('请至少选到县（市、区）。')
  if (countyCodeOf(toRegionCode) === countyCode) throw broken('还在本县。请登记“县内迁居”。')
  if (toRegionCode.slice(0, 2) !== countyCode.slice(0, 2))
    throw broken('目的地不在本省。请登记“迁出本省”，并写明迁往哪里。')
}

export function checkUndo(event: { kind: LifeEventKind; undoneAt: string | null }): void {
  if (event.undoneAt !== null) throw new Refused('conflict', '这次登记已经撤销过了，不用重复撤销。')
  if (event.kind === 'movedToOtherCounty')
    throw broken('迁入地已经接收并建档，不能单方撤销。请联系迁入地，由对方把档案迁回。')
}

export interface TransferStanding {
  state: 'toReceive' | 'received' | 'sentBack' | 'withdrawn'
  toRegionCode: string
  regionCode: string
}

const answeredWords = { received: '已被接收', sentBack: '已被退回', withdrawn: '已撤回' } as const

function checkOpen({ state }: TransferStanding): void {
  if (state !== 'toReceive')
    throw new Refused('conflict', `这次迁移${answeredWords[state]}，不能再改。请刷新后查看最新情况。`)
}

/** Only the side it is addressed to answers; the new home lies in the answering post's own area. */
export function checkAnswer(transfer: TransferStanding, area: Area): void {
  if (!isWithin(transfer.toRegionCode, area))
    throw new Refused('not_found', '没有这次迁移，或者不是迁往您的辖区。请刷新收件列表。')
  checkOpen(transfer)
}

export function checkArrival(transfer: TransferStanding, villageCode: string, area: Area): void {
  if (levelOf(villageCode) !== 'village' || !isWithin(villageCode, area))
    throw broken('请选择您辖区内的一个村（社区）来建档。')
  if (countyCodeOf(villageCode) !== countyCodeOf(transfer.toRegionCode))
    throw broken('这位老人迁往的是另一个县，不能接收到这里。')
}

export function checkWithdrawal(transfer: TransferStanding, area: Area): void {
  if (!isWithin(transfer.regionCode, area))
    throw new Refused('not_found', '没有这次迁移，或者不是从您的辖区迁出。请刷新列表。')
  checkOpen(transfer)
}
