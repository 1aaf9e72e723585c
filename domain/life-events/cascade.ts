// Which follower does what when a life changes: one table, read at a glance; the rules it names stand below it.
import { recordedGroups } from '../elders/elder.ts'
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import type { OwedReason } from '../visits/due.ts'
import { caseEnding, caseHandedOver } from './cascade-cases.ts'
import { closeStays, endStay, openStay } from './cascade-stays.ts'
import type { Change, Effect } from './effects.ts'
import type { LifeFacts, Rule } from './facts.ts'
import type { LifeEventInput, LifeEventKind, LifeFollower } from './life-event.ts'

/** Recorded because the elder lives at home in a certain way; living in an institution ends them. */
const groupsOfHome = ['livesAlone', 'emptyNest', 'leftBehind']

/**
 * Left to right: what has happened, and what every follower does then. An empty place means: goes on as it was.
 * Meals, service orders, time accounts and devices get their column when these modules exist.
 */
export const cascade: Readonly<Record<LifeEventKind, Partial<Record<LifeFollower, readonly Rule[]>>>> = {
  died: {
    record: [endsRecord('died')],
    visits: [closeStays('all'), endsAssignment],
    aidCases: [caseEnding('老人去世')],
    memberships: [endsGroups('all')],
    cohabitants: [bereaves],
  },
  leftProvince: {
    record: [endsRecord('movedOut'), releasesNumber],
    visits: [closeStays('all'), endsAssignment],
    aidCases: [caseEnding('迁出本省')],
    memberships: [endsGroups('all')],
    cohabitants: [leavesHousehold],
  },
  movedToOtherCounty: {
    record: [endsRecord('movedOut')],
    visits: [closeStays('all'), endsAssignment],
    aidCases: [caseEnding('迁往省内其他县')],
    memberships: [endsGroups('all')],
    cohabitants: [leavesHousehold],
  },
  movedWithinCounty: {
    record: [movesHome],
    visits: [assignmentMoves],
    aidCases: [caseHandedOver],
    memberships: [asksAboutGroups],
    cohabitants: [leavesHousehold],
  },
  hospitalised: { visits: [openStay('hospital'), pausesVisits] },
  dischargedFromHospital: { visits: [endStay('hospital'), owesVisit('discharged')] },
  enteredInstitution: {
    visits: [openStay('institution'), pausesVisits],
    memberships: [endsGroups('ofHome')],
    cohabitants: [leavesHousehold],
  },
  leftInstitution: {
    visits: [endStay('institution'), owesVisit('cameBack')],
    memberships: [asksAboutGroups],
  },
  awayForLong: { visits: [openStay('away'), pausesVisits] },
  returned: { visits: [endStay('away'), owesVisit('cameBack')] },
}

/** All that follows from an event, in the order of the table. */
export function consequencesOf(event: LifeEventInput, facts: LifeFacts): Effect[] {
  return Object.entries(cascade[event.kind]).flatMap(([follower, rules]) =>
    rules.flatMap(rule =>
      rule(event, facts).map(({ says, warns = false, change = null }) => ({
        follower: follower as LifeFollower,
        says,
        warns,
        change,
      })),
    ),
  )
}

/** An old list may have brought in somebody who was gone already: the true day is worth more than a tidy one. */
function endsRecord(kind: 'died' | 'movedOut'): Rule {
  return (event, { elder, seenAfter }) => [
    {
      says: `${elder.name}的档案自 ${event.happenedOn} 起结束，只能查看`,
      change: { part: 'ending', id: elder.id, before: null, after: { kind, endedOn: event.happenedOn } },
    },
    ...(kind === 'died' && seenAfter > 0
      ? [{ says: `这一天之后还有 ${seenAfter} 次探访记录见到本人，请先核对日期`, warns: true }]
      : []),
    ...(event.happenedOn < elder.registeredOn
      ? [{ says: `这一天早于建档日期 ${elder.registeredOn}，请先核对日期`, warns: true }]
      : []),
  ]
}

/** Whoever died keeps the number, so that nobody can be entered with it; whoever left may be entered elsewhere. */
function releasesNumber(_event: LifeEventInput, { numbers }: LifeFacts) {
  return numbers.map(({ id, hash }) => ({
    says: '证件号不再占用，迁入地可以用同一号码建档',
    change: { part: 'number', id, before: { hash }, after: null } satisfies Change,
  }))
}

function movesHome({ details, id }: LifeEventInput, { elder, destination }: LifeFacts) {
  const before = {
    regionCode: elder.regionCode,
    householdId: elder.householdId,
    address: elder.address,
    hamlet: elder.hamlet,
  }
  const after = {
    regionCode: details.toRegionCode,
    householdId: details.householdId ?? id,
    address: details.address,
    hamlet: details.hamlet || null,
  }
  return [
    {
      says: `档案由${elder.villageName}转到${destination?.name ?? ''}，探访、个案和认定都随本人一起转`,
      change: { part: 'dwelling', id: elder.id, before, after } satisfies Change,
    },
  ]
}

/** An assignment that began after the day was never one; it ends on the day it began. */
function endsAssignment({ happenedOn }: LifeEventInput, { assignment }: LifeFacts) {
  if (assignment === null) return []
  const { id, validFrom, visitorName } = assignment
  return [
    {
      says: `停止探访任务：探访员${visitorName}`,
      change: assignmentEnding(id, later(happenedOn, validFrom)),
    },
  ]
}

function assignmentEnding(id: string, validTo: Day): Change {
  return { part: 'assignment', id, before: { validTo: null }, after: { validTo } }
}

function assignmentMoves({ happenedOn }: LifeEventInput, { assignment, destination, today }: LifeFacts) {
  if (assignment === null || destination === null) return []
  if (assignment.reachesDestination)
    return [{ says: `探访员${assignment.visitorName}也负责${destination.name}，继续探访` }]
  // She went on calling until today, whenever the move was: past visits stay hers.
  const validTo = later(happenedOn < today ? addDays(today, -1) : happenedOn, assignment.validFrom)
  return [
    {
      says: `探访员${assignment.visitorName}不负责${destination.name}，任务结束`,
      change: assignmentEnding(assignment.id, validTo),
    },
    { says: `请在${destination.name}另外分配探访员`, warns: true },
  ]
}

/** The visitor stays hers. Who is merely away can be called: only after the region's days she is not owed a visit. */
function pausesVisits({ kind }: LifeEventInput, { assignment, rules }: LifeFacts) {
  const after = `连续外出满 ${rules.absentDays} 天起不计入应探访人数，之前请打电话问候`
  const paused = '不在家期间暂停上门'
  const who = assignment === null ? '' : `；探访员${assignment.visitorName}保留，回来后接着探访`
  return [{ says: `${kind === 'awayForLong' ? after : paused}${who}` }]
}

function owesVisit(reason: 'discharged' | 'cameBack'): Rule {
  return (event, facts) => {
    const days = reason === 'discharged' ? facts.rules.dischargeVisitDays : facts.rules.returnVisitDays
    const dueOn = addDays(event.happenedOn, days)
    return [
      {
        says: `${dueOn} 前要上门看望一次`,
        change: dueVisit(facts, {
          elderId: facts.elder.id,
          reason,
          raisedOn: event.happenedOn,
          dueOn,
          event,
        }),
      },
    ]
  }
}

interface OwedVisit {
  elderId: string
  reason: OwedReason
  raisedOn: Day
  dueOn: Day
  event: LifeEventInput
}

function dueVisit({ newId }: LifeFacts, { event, ...owed }: OwedVisit): Change {
  return { part: 'dueVisit', id: newId(), before: null, after: { ...owed, eventId: event.id } }
}

function endsGroups(which: 'all' | 'ofHome'): Rule {
  return ({ happenedOn }, { memberships }) =>
    memberships
      .filter(({ group }) => which === 'all' || groupsOfHome.includes(group))
      .map(({ id, group, validFrom, validTo }) => ({
        says: `“${recordedGroups.words[group]}”认定自 ${later(happenedOn, validFrom)} 结束`,
        change: {
          part: 'membership',
          id,
          before: { validTo },
          after: { validTo: later(happenedOn, validFrom) },
        } satisfies Change,
      }))
}

/** How she lives now is for a person to find out: nothing is decided from afar. */
function asksAboutGroups(event: LifeEventInput, { memberships }: LifeFacts) {
  const held = memberships.filter(({ group }) => groupsOfHome.includes(group))
  if (event.kind === 'leftInstitution')
    return [{ says: '请上门核实是否独居、空巢或留守，需要时重新认定', warns: true }]
  return held.map(({ group }) => ({
    says: `居住情况变了，请核实“${recordedGroups.words[group]}”是否仍然成立`,
    warns: true,
  }))
}

function leavesHousehold(_event: LifeEventInput, { household }: LifeFacts) {
  if (household.length > 0) return []
  return [{ says: '这一户没有其他在册老年人了，户档案保留备查' }]
}

function bereaves(event: LifeEventInput, facts: LifeFacts) {
  if (facts.household.length === 0) return leavesHousehold(event, facts)
  const dueOn = addDays(event.happenedOn, facts.rules.bereavedVisitDays)
  const visits = facts.household.map(({ id, name }) => ({
    says: `同住的${name}刚失去家人，${later(dueOn, facts.today)} 前要上门看望`,
    change: dueVisit(facts, { elderId: id, reason: 'bereaved', raisedOn: event.happenedOn, dueOn, event }),
  }))
  const left = facts.household.length === 1 ? facts.household[0] : undefined
  if (left === undefined) return visits
  return [...visits, { says: `${left.name}可能成为独居，请核实后认定`, warns: true }]
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}

/** Recorded after the region's days for it had passed. */
export function isLate(event: Pick<LifeEventInput, 'kind' | 'happenedOn'>, facts: LifeFacts): boolean {
  const limit = event.kind === 'died' ? facts.rules.deathReportDays : facts.rules.reportDays
  return daysBetween(event.happenedOn, facts.today) > limit
}
