// What may be said of a place: which state follows which, with a reason, from a day that has come.
import { levelOf } from '../kernel/area.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import {
  type FacilityFields,
  type FacilityState,
  facilityKinds,
  facilityStates,
  type StateReason,
} from './facility.ts'

const following: Readonly<Record<FacilityState, readonly FacilityState[]>> = {
  inPlanning: ['beingPrepared', 'running', 'removed'],
  beingPrepared: ['running', 'inPlanning', 'removed'],
  running: ['onPause', 'shutDown', 'removed'],
  onPause: ['running', 'shutDown', 'removed'],
  shutDown: ['running', 'beingPrepared', 'removed'],
  removed: ['running', 'beingPrepared'],
}

export function statesAfter(state: FacilityState): readonly FacilityState[] {
  return following[state]
}

/** Whoever shuts a place says why; whoever opens or plans one need not. */
export function needsReason(state: FacilityState): boolean {
  return state === 'onPause' || state === 'shutDown' || state === 'removed'
}

/** Building takes years to be told of; a plan reaches a year ahead. */
export function checkStateChange(
  place: { state: FacilityState; stateSince: Day },
  wanted: { state: FacilityState; fromOn: Day; reason: StateReason | null },
  today: Day,
): void {
  const said = facilityStates.words[wanted.state]
  if (!following[place.state].includes(wanted.state))
    throw new Refused(
      'rule_broken',
      `现在是“${facilityStates.words[place.state]}”，不能直接改成“${said}”。请刷新后重选。`,
    )
  if (wanted.fromOn > today) throw new Refused('invalid', '日期还没到，请到那一天再登记。')
  if (wanted.fromOn < place.stateSince)
    throw new Refused('invalid', `日期早于上一次变化（${place.stateSince}），请核对。`)
  if (needsReason(wanted.state) && wanted.reason === null)
    throw new Refused('invalid', `登记“${said}”要选一个原因。`)
}

/** The newest word alone can be taken back, and soon: later it is history. */
export function checkWithdrawal(state: { saidOn: Day; isFirst: boolean }, today: Day): void {
  if (state.isFirst)
    throw new Refused('rule_broken', '这是登记时的状态，不能撤回。登记错了请改状态或基本情况。')
  if (state.saidOn < addDays(today, -30))
    throw new Refused('rule_broken', '30 天以前登记的变化不能撤回，请登记一次新的变化。')
}

/** A county's own centre may lie in the county, a township's in the township; the others stand in a village. */
export function checkPlace(kind: FacilityFields['kind'], regionCode: string): void {
  const level = levelOf(regionCode)
  if (level === 'province' || level === 'prefecture')
    throw new Refused('invalid', '设施要登记在一个县、乡镇或村里，请选到下一级。')
  const standsInVillage =
    kind === 'mutualAidStation' || kind === 'elderCourtyard' || kind === 'practiceStation'
  if (standsInVillage && level !== 'village')
    throw new Refused('invalid', `${facilityKinds.words[kind]}要登记在一个村（社区）里，请选到村。`)
  if (level === 'county' && kind !== 'countyWelfareCentre' && kind !== 'careHome' && kind !== 'dementiaZone')
    throw new Refused('invalid', `${facilityKinds.words[kind]}要登记在一个乡镇或村里，请选到下一级。`)
}

export function checkFields(
  fields: Pick<FacilityFields, 'lon' | 'lat' | 'opensAt' | 'closesAt' | 'beds' | 'fullDayLodging'>,
) {
  if ((fields.lon === null) !== (fields.lat === null))
    throw new Refused('invalid', '经度和纬度要一起填，或者都不填。')
  if (fields.closesAt <= fields.opensAt) throw new Refused('invalid', '关门时间要晚于开门时间，请核对。')
  if (fields.fullDayLodging && fields.beds === 0)
    throw new Refused('invalid', '提供全日住宿的，请填写床位数。')
}

export type FieldChange = { before: unknown; after: unknown }

/** What a correction changes, field by field; what stays is left out. */
export function changesBetween<Fields extends Record<string, unknown>>(
  before: Fields,
  after: Partial<Fields>,
): Record<string, FieldChange> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => !isSame(before[key], value))
      .map(([key, value]) => [key, { before: before[key] ?? null, after: value ?? null }]),
  )
}

/** By content: lists in any order, records by their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].map(String).sort()
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return value ?? null
}
