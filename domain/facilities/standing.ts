// How a place stands: near the ten beds that make it a care home, asleep, or with a paper that runs out.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type Day, daysBetween } from '../kernel/day.ts'
import type { FacilityState, SiteKind } from './facility.ts'

/** Why a place asks for a look; each is a number above the list and a list behind it. */
export const siteFlags = choice({
  mustFile: '床位已够备案，还没有备案',
  nearsFiling: '床位快到备案数',
  quietRed: '很久没有动静',
  quietAmber: '有一阵没有动静',
  filingExpired: '设施证照已过期',
  filingExpiring: '设施证照快到期',
  noBathSet: '没有助浴设备',
  bathSetIdle: '助浴设备没用上',
  noManager: '没有登记负责人',
  askedOpen: '已问村里，等答复',
})
export type SiteFlag = KeyOf<typeof siteFlags>

export const redFlags: readonly SiteFlag[] = ['mustFile', 'quietRed', 'filingExpired']

export const siteLights = choice({
  standsStill: '有红灯',
  needsLook: '要留意',
  runsWell: '正常运转',
  notRunning: '没有开办',
})
export type SiteLight = KeyOf<typeof siteLights>

export interface SiteFacts {
  kind: SiteKind
  state: FacilityState
  stateSince: Day
  beds: number
  fullDayLodging: boolean
  winter: 'asUsual' | 'restsInWinter' | null
  lastActiveOn: Day | null
  hasManager: boolean
  /** A filing as a care home that has not run out. */
  isFiled: boolean
  /** The earliest day on which a paper in force runs out; null where none does. */
  papersUntil: Day | null
  bathSets: number
  bathSetsInUse: number
  isAsked: boolean
}

export interface SiteSettings {
  filingBeds: number
  filingWarningBeds: number
  quietAmberDays: number
  quietRedDays: number
  paperWarningDays: number
  winterFrom: number
  winterTo: number
}

/** Bath sets were given to all of these in 2019–2021 (吉民议字〔2023〕22号). */
const givenBathSets: readonly SiteKind[] = ['townshipWelfareCentre', 'mutualAidStation']

/** What the network counts as there: open, or shut for a while. */
export const isThere = (state: FacilityState) => state === 'running' || state === 'onPause'

export function flagsOf(facts: SiteFacts, today: Day, settings: SiteSettings): SiteFlag[] {
  if (!isThere(facts.state)) return []
  return [
    ...filingFlag(facts, settings),
    ...quietFlag(facts, today, settings),
    ...paperFlag(facts, today, settings),
    ...bathFlag(facts),
    ...(facts.hasManager || facts.kind === 'canteen' ? [] : (['noManager'] as const)),
    ...(facts.isAsked ? (['askedOpen'] as const) : []),
  ]
}

/** 养老机构管理办法（民政部令第66号）: ten beds with full-day care are a 养老机构; below, nobody need register. */
function filingFlag({ beds, fullDayLodging, isFiled }: SiteFacts, settings: SiteSettings): SiteFlag[] {
  if (!fullDayLodging || isFiled) return []
  if (beds >= settings.filingBeds) return ['mustFile']
  return beds >= settings.filingWarningBeds ? ['nearsFiling'] : []
}

/** A place on pause has said why; one that rests in winter is counted from the end of winter. */
function quietFlag(facts: SiteFacts, today: Day, settings: SiteSettings): SiteFlag[] {
  if (facts.state !== 'running') return []
  const month = Number(today.slice(5, 7))
  const rests = facts.winter === 'restsInWinter'
  if (rests && (month >= settings.winterFrom || month <= settings.winterTo)) return []
  const last = facts.lastActiveOn ?? facts.stateSince
  const spring = `${today.slice(0, 4)}-${String(settings.winterTo + 1).padStart(2, '0')}-01`
  const quiet = daysBetween(rests && last < spring ? spring : last, today)
  if (quiet >= settings.quietRedDays) return ['quietRed']
  return quiet >= settings.quietAmberDays ? ['quietAmber'] : []
}

function paperFlag({ papersUntil }: SiteFacts, today: Day, { paperWarningDays }: SiteSettings): SiteFlag[] {
  if (papersUntil === null) return []
  const left = daysBetween(today, papersUntil)
  if (left < 0) return ['filingExpired']
  return left <= paperWarningDays ? ['filingExpiring'] : []
}

function bathFlag({ kind, bathSets, bathSetsInUse }: SiteFacts): SiteFlag[] {
  if (bathSets > 0) return bathSetsInUse === 0 ? ['bathSetIdle'] : []
  return givenBathSets.includes(kind) ? ['noBathSet'] : []
}

export function lightOfSite(state: FacilityState, flags: readonly SiteFlag[]): SiteLight {
  if (!isThere(state)) return 'notRunning'
  if (flags.some(flag => redFlags.includes(flag))) return 'standsStill'
  return flags.length > 0 || state === 'onPause' ? 'needsLook' : 'runsWell'
}
