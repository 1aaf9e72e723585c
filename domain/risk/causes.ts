// What a risk is made of: the causes in the words an officer reads, and the part of life each belongs to.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { answerLevels, type VisitField, visitFields } from '../visits/answers.ts'

export const riskParts = choice({
  frailty: '身体能力',
  alone: '独处',
  illness: '病情',
  mental: '精神',
  housing: '居住安全',
  heating: '取暖',
  economy: '经济',
  scam: '受骗',
  season: '季节',
})
export type RiskPart = KeyOf<typeof riskParts>

/** Causes beside what a visit answers; those of the answers are written as field and letter, H2a or S2d. */
export const riskCauses = choice({
  dangerSeen: '上次探访发现危险',
  attentionFound: '上次探访有需关注的事项',
  veryOldAlone: '高龄又独自生活',
  frailOrTekunAlone: '失能，或特困又独居',
  inKeyGroup: '属于重点老年人',
  veryOld: '高龄',
  extremelyOld: '高龄满十年',
  abilityMild: '评估为轻度失能',
  abilityModerate: '评估为中度失能',
  abilitySevere: '评估为重度失能',
  abilityTotal: '评估为完全失能',
  unassessed: '认定失能，没有有效评估',
  severeDisability: '重残',
  aloneAtHome: '独自生活',
  childrenAway: '子女不在身边',
  childrenFar: '子女都在外地',
  specialFamily: '计划生育特殊家庭',
  kinFar: '亲属都在外地',
  kinSilent: '亲属很久没有联系',
  doorShut: '上次没有见到人',
  leftHospital: '不久前出院',
  lostHousemate: '同住老人去世不久',
  hazardSeen: '居家安全检查有隐患',
  hazardsMany: '居家安全检查隐患多',
  tekun: '特困',
  dibao: '低保',
  marginal: '低保边缘',
  coldAlone: '冬季独自生活',
  coldFrail: '冬季体弱',
})
export type RiskCause = KeyOf<typeof riskCauses>

/** A cause as stored and sent: one of the list, or an answer such as H2a (attention) or S2d (danger). */
export type CauseText = string

/** What one cause adds; pairs keep five million of them small. */
export type Contribution = readonly [CauseText, number]

const answerCause = /^([A-Z]\d)([ad])$/

/** The answer behind a cause; null for causes of the list. */
export function answerOf(cause: CauseText): { field: VisitField; level: 'attention' | 'danger' } | null {
  const match = answerCause.exec(cause)
  if (!match) return null
  return { field: match[1] as VisitField, level: match[2] === 'd' ? 'danger' : 'attention' }
}

export function causeOfAnswer(field: VisitField, level: 'attention' | 'danger'): CauseText {
  return `${field}${level === 'danger' ? 'd' : 'a'}`
}

const partOfField: Readonly<Record<VisitField, RiskPart>> = {
  ...{ H1: 'illness', H2: 'frailty', H3: 'frailty', H4: 'illness', H5: 'illness', H6: 'illness' },
  ...{ M1: 'mental', M2: 'mental', M3: 'mental', M4: 'mental' },
  ...{ E1: 'economy', E2: 'heating', E3: 'housing', E4: 'economy', E5: 'economy', E6: 'economy' },
  ...{ S1: 'housing', S2: 'heating', S3: 'heating', S4: 'housing', S5: 'scam' },
  ...{ C1: 'alone', C2: 'alone', N2: 'mental' },
} as const

const partOfCause: Readonly<Record<RiskCause, RiskPart>> = {
  ...{
    dangerSeen: 'illness',
    attentionFound: 'illness',
    veryOldAlone: 'alone',
    frailOrTekunAlone: 'frailty',
  },
  ...{ inKeyGroup: 'alone', veryOld: 'frailty', extremelyOld: 'frailty', abilityMild: 'frailty' },
  ...{ abilityModerate: 'frailty', abilitySevere: 'frailty', abilityTotal: 'frailty', unassessed: 'frailty' },
  ...{ severeDisability: 'frailty', aloneAtHome: 'alone', childrenAway: 'alone', childrenFar: 'alone' },
  ...{ specialFamily: 'alone', kinFar: 'alone', kinSilent: 'alone', doorShut: 'alone' },
  ...{ leftHospital: 'illness', lostHousemate: 'mental', hazardSeen: 'housing', hazardsMany: 'housing' },
  ...{ tekun: 'economy', dibao: 'economy', marginal: 'economy', coldAlone: 'season', coldFrail: 'season' },
} as const

export function partOf(cause: CauseText): RiskPart {
  const answer = answerOf(cause)
  return answer ? partOfField[answer.field] : (partOfCause[cause as RiskCause] ?? 'frailty')
}

/** “独自生活”, “行动：需关注”. */
export function causeWords(cause: CauseText): string {
  const answer = answerOf(cause)
  if (answer) return `${visitFields.words[answer.field]}：${answerLevels.words[answer.level]}`
  return riskCauses.words[cause as RiskCause] ?? cause
}
