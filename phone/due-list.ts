// Who to call on today and why, reckoned on the phone so that it is right after a visit without signal.
import { type Day, dayOf, daysBetween } from '../domain/kernel/day.ts'
import { type SettingKey, settingDefinitions } from '../domain/regions/settings.ts'
import { riskLevels } from '../domain/risk/level.ts'
import type { BundleElder } from '../domain/sync/bundle.ts'
import { type Due, type DueSettings, dueOf } from '../domain/visits/due.ts'
import type { VisitInput } from '../domain/visits/visit.ts'

export type RuleSettings = Readonly<Record<string, number | boolean>>

export interface ElderToday {
  elder: BundleElder
  due: Due
  /** Days past the due day; 0 is today, negative is still to come. */
  daysOverdue: number
  section: DueSection
  /** The visit the list already reckons with: the newest of bundle and phone. */
  lastVisit: BundleElder['lastVisit']
}

export type DueSection = 'now' | 'soon' | 'done'

/** A visitor plans about a week ahead. */
const soonDays = 7

/** A rule's value as the server sent it, the default where an older server did not. */
export function ruleNumber(settings: RuleSettings, key: SettingKey): number {
  const value = settings[key]
  return typeof value === 'number' ? value : (settingDefinitions[key].fallback as number)
}

function dueSettings(settings: RuleSettings): DueSettings {
  return {
    veryOldAge: ruleNumber(settings, 'elder.veryOldAge'),
    daysRed: ruleNumber(settings, 'visit.daysRed'),
    daysOrange: ruleNumber(settings, 'visit.daysOrange'),
    daysYellow: ruleNumber(settings, 'visit.daysYellow'),
    daysGreen: ruleNumber(settings, 'visit.daysGreen'),
    festivalDays: ruleNumber(settings, 'visit.festivalDays'),
  }
}

/** Most overdue first; of equals the graver risk, then the name, so that the order never jumps. */
export function dueList(
  elders: readonly BundleElder[],
  visits: readonly VisitInput[],
  today: Day,
  settings: RuleSettings,
): ElderToday[] {
  const rules = dueSettings(settings)
  const newest = newestVisits(visits)
  return elders.map(elder => elderToday(elder, newest.get(elder.id), today, rules)).sort(inVisitingOrder)
}

function inVisitingOrder(one: ElderToday, other: ElderToday): number {
  return (
    other.daysOverdue - one.daysOverdue ||
    riskLevels.keys.indexOf(one.due.risk) - riskLevels.keys.indexOf(other.due.risk) ||
    (one.elder.pinyin < other.elder.pinyin ? -1 : 1)
  )
}

function newestVisits(visits: readonly VisitInput[]): Map<string, VisitInput> {
  const newest = new Map<string, VisitInput>()
  for (const visit of visits) {
    const known = newest.get(visit.elderId)
    if (!known || known.startedAt < visit.startedAt) newest.set(visit.elderId, visit)
  }
  return newest
}

function elderToday(
  elder: BundleElder,
  visit: VisitInput | undefined,
  today: Day,
  rules: DueSettings,
): ElderToday {
  const visitedOn = visit && dayOf(new Date(visit.startedAt))
  const isNews = visit && visitedOn && visitedOn >= (elder.lastVisit?.visitedOn ?? '')
  // What the server reckoned stands until the phone knows more than the server did.
  const due = isNews
    ? dueAfter(elder, visit, visitedOn, today, rules)
    : { ...elder.due, also: elder.due.also ?? [], risk: elder.risk }
  const daysOverdue = daysBetween(due.on, today)
  const lastVisit = isNews ? seenOn(visit, visitedOn) : elder.lastVisit
  const isMetToday = lastVisit?.visitedOn === today && lastVisit.result === 'met'
  return { elder, due, daysOverdue, section: sectionOf(daysOverdue, isMetToday), lastVisit }
}

function seenOn(visit: VisitInput, visitedOn: Day): BundleElder['lastVisit'] {
  const { method, result, answers, needs = [] } = visit
  return { visitedOn, method, result, answers, needs }
}

/** Whoever was met today is done for today, even if a weekly visit is soon due again. */
function sectionOf(daysOverdue: number, isMetToday: boolean): DueSection {
  if (daysOverdue >= 0) return 'now'
  return daysOverdue >= -soonDays && !isMetToday ? 'soon' : 'done'
}

function dueAfter(
  elder: BundleElder,
  visit: VisitInput,
  visitedOn: Day,
  today: Day,
  rules: DueSettings,
): Due {
  const metBefore = [elder.visitedOn[0], elder.lastVisit?.result === 'met' ? elder.lastVisit.visitedOn : null]
    .filter(day => typeof day === 'string')
    .sort()
    .at(-1)
  return dueOf(
    {
      groups: elder.groups,
      bornOn: elder.bornOn,
      // Only asked for where there was no visit at all, and then it is the day the elder was due on.
      registeredOn: elder.due.on,
      lastMetOn: visit.result === 'met' ? visitedOn : (metBefore ?? null),
      lastVisit: { visitedOn, result: visit.result, answers: visit.answers },
      owed: visit.result === 'met' ? null : (elder.owed ?? null),
      notAtHomeSince: elder.notAtHomeSince ?? null,
      level: elder.standing?.level ?? null,
      unwillingUntil: elder.unwillingUntil ?? null,
    },
    today,
    rules,
  )
}

/** Name, pinyin or initials: typed letters need only come in this order, so wxl finds wangxiulan. */
export function matchesSearch(elder: BundleElder, typed: string): boolean {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, '')
  if (wanted === '') return true
  if (elder.name.toLowerCase().includes(wanted)) return true
  const pinyin = elder.pinyin.toLowerCase().replace(/[^a-z]/g, '')
  if (!/^[a-z]+$/.test(wanted) || pinyin[0] !== wanted[0]) return false
  let at = 0
  for (const letter of wanted) {
    at = pinyin.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
