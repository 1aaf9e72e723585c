// Levels of risk and their causes as a visitor reads them, in the three languages of the phone.
import { type RiskCause, riskCauses } from '../../domain/risk/causes.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'

export interface RiskWords {
  risks: Readonly<Record<RiskLevel, string>>
  causes: Readonly<Record<RiskCause, string>>
}

export const riskZh: RiskWords = {
  risks: { red: '红色 · 高风险', orange: '橙色 · 较高风险', yellow: '黄色 · 要关注', green: '绿色 · 平稳' },
  causes: riskCauses.words,
}

export const riskKo: RiskWords = {
  risks: {
    red: '빨강 · 고위험',
    orange: '주황 · 비교적 높은 위험',
    yellow: '노랑 · 관심',
    green: '초록 · 안정',
  },
  causes: {
    dangerSeen: '지난 방문에서 위험을 발견했습니다',
    attentionFound: '지난 방문에 관심할 일이 있었습니다',
    veryOldAlone: '고령이고 혼자 생활합니다',
    frailOrTekunAlone: '자립불능 또는 특곤 독거입니다',
    inKeyGroup: '중점로인입니다',
    veryOld: '고령',
    extremelyOld: '초고령',
    abilityMild: '경도 자립불능으로 평가',
    abilityModerate: '중등도 자립불능으로 평가',
    abilitySevere: '중도 자립불능으로 평가',
    abilityTotal: '완전 자립불능으로 평가',
    unassessed: '자립불능이나 유효한 평가가 없습니다',
    severeDisability: '중증장애',
    aloneAtHome: '혼자 생활합니다',
    childrenAway: '자녀가 곁에 없습니다',
    childrenFar: '자녀가 모두 외지에 있습니다',
    specialFamily: '계획생육 특수가정',
    kinFar: '친척이 모두 외지에 있습니다',
    kinSilent: '친척과 오래 련락이 없습니다',
    doorShut: '지난번에 만나지 못했습니다',
    leftHospital: '얼마 전에 퇴원했습니다',
    lostHousemate: '함께 살던 분이 얼마 전에 돌아가셨습니다',
    hazardSeen: '집안에 안전 위험이 있습니다',
    hazardsMany: '집안에 안전 위험이 많습니다',
    tekun: '특곤',
    dibao: '최저생활보장',
    marginal: '최저생활보장 차상위',
    coldAlone: '겨울에 혼자 생활합니다',
    coldFrail: '겨울에 몸이 약합니다',
  },
}

export const riskEn: RiskWords = {
  risks: {
    red: 'Red · high risk',
    orange: 'Orange · raised risk',
    yellow: 'Yellow · keep an eye on',
    green: 'Green · steady',
  },
  causes: {
    dangerSeen: 'Danger was seen at the last visit',
    attentionFound: 'Something was worrying at the last visit',
    veryOldAlone: 'Very old and alone',
    frailOrTekunAlone: 'Care-dependent, or destitute and alone',
    inKeyGroup: 'One of the key groups',
    veryOld: 'Very old',
    extremelyOld: 'Extremely old',
    abilityMild: 'Assessed as mildly care-dependent',
    abilityModerate: 'Assessed as moderately care-dependent',
    abilitySevere: 'Assessed as severely care-dependent',
    abilityTotal: 'Assessed as totally care-dependent',
    unassessed: 'Care-dependent without an assessment in force',
    severeDisability: 'Severe disability',
    aloneAtHome: 'Lives alone',
    childrenAway: 'No child lives near',
    childrenFar: 'All children live elsewhere',
    specialFamily: 'Special family',
    kinFar: 'All kin live elsewhere',
    kinSilent: 'No word from kin for long',
    doorShut: 'Not met last time',
    leftHospital: 'Recently out of hospital',
    lostHousemate: 'A housemate died recently',
    hazardSeen: 'A hazard in the home',
    hazardsMany: 'Many hazards in the home',
    tekun: 'Destitute (tekun)',
    dibao: 'On dibao',
    marginal: 'Just above dibao',
    coldAlone: 'Alone in the cold season',
    coldFrail: 'Frail in the cold season',
  },
}
