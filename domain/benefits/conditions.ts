// Whether a condition holds for one elder on one day, and how to say why or why not.
import { recordedGroups } from '../elders/elder.ts'
import { areaOf, isWithin } from '../kernel/area.ts'
import { ageOn, type Day } from '../kernel/day.ts'
import { type BenefitFacts, holds, latestOn } from './facts.ts'
import {
  abilityWords,
  type Condition,
  type IncomeStatus,
  incomeStatuses,
  type Leaf,
  selfCareWords,
  settlements,
} from './rule.ts'

/** The plain answer, without a word: asked millions of times a night. */
export function isMet(condition: Condition, facts: BenefitFacts, day: Day): boolean {
  switch (condition.is) {
    case 'all':
      return condition.of.every(one => isMet(one, facts, day))
    case 'any':
      return condition.of.some(one => isMet(one, facts, day))
    case 'not':
      return !isMet(condition.of as Condition, facts, day)
    default:
      return isLeafMet(condition, facts, day)
  }
}

function isLeafMet(leaf: Leaf, facts: BenefitFacts, day: Day): boolean {
  switch (leaf.is) {
    case 'age': {
      if (facts.bornOn === null) return false
      const age = ageOn(facts.bornOn, day)
      return age >= leaf.from && (leaf.to === null || age <= leaf.to)
    }
    case 'hukou':
      return isWithin(hukouOn(facts, day), areaOf(leaf.within.code))
    case 'residence':
      return isWithin(facts.regionCode, areaOf(leaf.within.code))
    case 'settlement':
      return facts.settlement === leaf.kind
    case 'group':
      return facts.groups.some(one => leaf.anyOf.includes(one.group) && holds(one, day))
    case 'income':
      return leaf.anyOf.includes(incomeOn(facts, day))
    case 'ability':
      return (latestOn(facts.abilities, day)?.level ?? -1) >= leaf.atLeast
    case 'selfCare':
      return (latestOn(facts.selfCare, day)?.degree ?? -1) >= leaf.atLeast
    case 'institution':
      return facts.absences.some(one => one.kind === 'institution' && holds(one, day))
    case 'registered':
      return facts.registeredOn <= leaf.by
  }
}

function hukouOn(facts: BenefitFacts, day: Day): string {
  return latestOn(facts.hukou, day)?.code ?? facts.regionCode
}

/** 特困 by the group of that name; it stands above whatever else is recorded. */
export function incomeOn(facts: BenefitFacts, day: Day): IncomeStatus {
  if (facts.groups.some(one => one.group === 'tekun' && holds(one, day))) return 'tekun'
  return latestOn(facts.incomes, day)?.status ?? 'ordinary'
}

/** One line under a decision: what was asked, and whether it is so. */
export interface Step {
  says: string
  met: boolean
}

/** Every leaf with its answer, in the order of the rule. */
export function stepsOf(condition: Condition, facts: BenefitFacts, day: Day, negated = false): Step[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap(one => stepsOf(one, facts, day, negated))
    case 'not':
      return stepsOf(condition.of as Condition, facts, day, !negated)
    default: {
      const met = isLeafMet(condition, facts, day)
      return [{ says: sayLeaf(condition, facts, day, met), met: met !== negated }]
    }
  }
}

/** The facts that carry a yes (`wanted` true) or stand in its way (`wanted` false). */
export function groundsOf(condition: Condition, facts: BenefitFacts, day: Day, wanted: boolean): string[] {
  switch (condition.is) {
    case 'all':
    case 'any': {
      const fitting = condition.of.filter(one => isMet(one, facts, day) === wanted)
      // One reason is enough for "any" to hold, and for "all" to fail every missing one is told.
      const told = (condition.is === 'any') === wanted ? fitting.slice(0, wanted ? 1 : undefined) : fitting
      return told.flatMap(one => groundsOf(one, facts, day, wanted))
    }
    case 'not':
      return groundsOf(condition.of as Condition, facts, day, !wanted)
    default:
      return [sayLeaf(condition, facts, day, wanted)]
  }
}

/** 2026年10月3日. */
export function dayWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 2026年10月. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}

/** The day an age is reached; a birthday on 29 February falls on 1 March in common years, as `ageOn` counts. */
export function birthdayAt(bornOn: Day, age: number): Day {
  const year = Number(bornOn.slice(0, 4)) + age
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const rest = bornOn.slice(5) === '02-29' && !isLeap ? '03-01' : bornOn.slice(5)
  return `${String(year).padStart(4, '0')}-${rest}`
}

function sayLeaf(leaf: Leaf, facts: BenefitFacts, day: Day, met: boolean): string {
  switch (leaf.is) {
    case 'age':
      return sayAge(leaf.from, leaf.to, facts, day, met)
    case 'hukou':
      return `户籍${met ? '在' : '不在'}${leaf.within.name}`
    case 'residence':
      return `${met ? '' : '不'}住在${leaf.within.name}`
    case 'settlement':
      return facts.settlement === null
        ? '不知道住处属于城镇还是农村'
        : `住在${settlements.words[facts.settlement]}`
    case 'group': {
      const held = leaf.anyOf.filter(group =>
        facts.groups.some(one => one.group === group && holds(one, day)),
      )
      const named = (met ? held : leaf.anyOf).map(group => recordedGroups.words[group]).join('、')
      return met ? `认定为${named}` : `没有认定为${named}`
    }
    case 'income': {
      const status = incomeStatuses.words[incomeOn(facts, day)]
      const wanted = leaf.anyOf.map(one => incomeStatuses.words[one]).join('或')
      return met ? `属于${status}` : `家庭经济情况为${status}，不是${wanted}`
    }
    case 'ability': {
      const found = latestOn(facts.abilities, day)
      if (found === null) return '没有有效的能力评估结果'
      return `能力评估为${abilityWords[found.level] ?? ''}${met ? '' : `，未达到${abilityWords[leaf.atLeast]}`}`
    }
    case 'selfCare': {
      const found = latestOn(facts.selfCare, day)
      return found === null ? '没有生活自理能力认定' : (selfCareWords[found.degree] ?? '')
    }
    case 'institution':
      return met ? '入住养老机构' : '没有入住养老机构'
    case 'registered':
      return `${dayWords(facts.registeredOn)}登记${met ? '' : `，晚于${dayWords(leaf.by)}`}`
  }
}

const calendarWords = { solar: '', lunar: '（农历生日，请核对）', yearOnly: '（只知出生年份，请核对）' }

function sayAge(from: number, to: number | null, facts: BenefitFacts, day: Day, met: boolean): string {
  if (facts.bornOn === null) return '没有登记出生日期'
  const doubt = calendarWords[facts.birthCalendar]
  const age = ageOn(facts.bornOn, day)
  const reached = dayWords(birthdayAt(facts.bornOn, from))
  if (age < from) return `现年${age}岁，${reached}才满${from}岁${doubt}`
  // A birthday of long ago explains nothing about today.
  const isRecent = age - from < 5
  if (met || to === null) return isRecent ? `${reached}年满${from}岁${doubt}` : `已年满${from}岁${doubt}`
  return `已满${to + 1}岁${doubt}`
}
