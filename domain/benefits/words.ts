// A rule in the words of a decree: conditions, sums, what it excludes, when it starts and stops.
import { recordedGroups } from '../elders/elder.ts'
import { yuanWords } from '../kernel/money.ts'
import { dayWords, monthWords } from './conditions.ts'
import {
  type Amount,
  abilityWords,
  benefitKinds,
  type Condition,
  incomeStatuses,
  type Leaf,
  type RuleTerms,
  roundings,
  selfCareWords,
  settlements,
  startRules,
  stopRules,
  suspendingAbsences,
  winners,
} from './rule.ts'

export function conditionWords(condition: Condition): string {
  switch (condition.is) {
    case 'all':
      return condition.of.map(one => inBrackets(one, 'any')).join('，并且')
    case 'any':
      return condition.of.map(one => inBrackets(one, 'all')).join('，或者')
    case 'not':
      return notWords(condition.of)
    default:
      return leafWords(condition)
  }
}

function inBrackets(condition: Condition, kind: 'all' | 'any'): string {
  const said = conditionWords(condition)
  return condition.is === kind && condition.of.length > 1 ? `（${said}）` : said
}

/** 没有入住养老机构 rather than 不是“入住养老机构”, where the language has it. */
function notWords(condition: Condition): string {
  switch (condition.is) {
    case 'institution':
      return '没有入住养老机构'
    case 'hukou':
      return `户籍不在${condition.within.name}`
    case 'residence':
      return `不住在${condition.within.name}`
    case 'settlement':
    case 'group':
    case 'income':
      return `不是${leafWords(condition)}的`
    default:
      return `不是“${conditionWords(condition)}”`
  }
}

export function leafWords(leaf: Leaf): string {
  switch (leaf.is) {
    case 'age':
      return ageWords(leaf.from, leaf.to)
    case 'hukou':
      return `户籍在${leaf.within.name}`
    case 'residence':
      return `住在${leaf.within.name}`
    case 'settlement':
      return `住在${settlements.words[leaf.kind]}`
    case 'group':
      return `认定为${leaf.anyOf.map(group => recordedGroups.words[group]).join('或')}`
    case 'income':
      return `家庭经济情况为${leaf.anyOf.map(status => incomeStatuses.words[status]).join('或')}`
    case 'ability':
      return `能力评估为${abilityWords[leaf.atLeast]}${leaf.atLeast < 4 ? '及以上' : ''}`
    case 'selfCare':
      return `${selfCareWords[leaf.atLeast]}${leaf.atLeast < 2 ? '及以上' : ''}`
    case 'institution':
      return '入住养老机构'
    case 'registered':
      return `${dayWords(leaf.by)}以前登记建档`
  }
}

function ageWords(from: number, to: number | null): string {
  if (to === null) return `年满${from}周岁`
  return from === to ? `${from}周岁` : `${from}至${to}周岁`
}

export function amountWords(amount: Amount): string {
  const who = amount.when === null ? '其余人员' : conditionWords(amount.when)
  const { share } = amount
  const sum =
    share === null
      ? `${yuanWords(amount.fen)}元`
      : `${share.baseName}（${yuanWords(share.baseFen)}元）的${share.percent}%`
  return `${who}：每月${sum}`
}

/** Everything beside conditions and sums, a sentence each. */
export function termsWords(terms: RuleTerms): string[] {
  const shares = terms.amounts.some(({ share }) => share !== null)
  return [
    `${startRules.words[terms.start]}。`,
    `去世的${stopRules.words[terms.stop.death]}，迁出的${stopRules.words[terms.stop.moveOut]}，不再符合条件的${stopRules.words[terms.stop.loss]}。`,
    ...terms.suspend.map(({ absence, afterDays }) =>
      afterDays === 0
        ? `${suspendingAbsences.words[absence]}满一个自然月的，当月暂停发放。`
        : `${suspendingAbsences.words[absence]}满${afterDays}天的，从下个月起暂停发放，回来的当月恢复。`,
    ),
    ...terms.excludes.map(
      ({ kind, wins }) => `不能与${benefitKinds.words[kind]}同时享受，${winners.words[wins]}。`,
    ),
    ...(shares ? [`金额${roundings.words[terms.rounding]}。`] : []),
  ]
}

export function spanWords(fromMonth: string, toMonth: string | null): string {
  return toMonth === null
    ? `${monthWords(fromMonth)}起施行`
    : `${monthWords(fromMonth)}至${monthWords(toMonth)}施行`
}
