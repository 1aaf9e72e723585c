// The closed lists of surges and notices in three languages.
import { type NoticeKind, noticeKinds } from '../../domain/notices/notice.ts'
import {
  type SurgeCheck,
  type SurgeCriterion,
  type SurgeKind,
  surgeChecks,
  surgeCriteria,
  surgeKinds,
} from '../../domain/surges/surge.ts'
import type { Language } from '../../ui/words.ts'

interface DutyWords {
  kinds: Readonly<Record<SurgeKind, string>>
  criteria: Readonly<Record<SurgeCriterion, string>>
  checks: Readonly<Record<SurgeCheck, string>>
  notices: Readonly<Record<NoticeKind, string>>
}

const ko: DutyWords = {
  kinds: {
    coldWave: '한파',
    snowstorm: '폭설',
    heatWave: '무더위',
    flood: '폭우와 큰물',
    gale: '강풍',
    earthquake: '지진',
    outage: '정전·단수',
    otherEmergency: '다른 긴급상황',
  },
  criteria: {
    riskRedOrange: '위험등급 빨강·주황',
    noOneNear: '독거 또는 잔류',
    weak: '자립불능·중증장애·고령',
    withoutKin: '특별빈곤 또는 산아제한 특수가정',
    coldHome: '지난번 난방·가스·연료 문제',
    unwell: '지난번 병세 변화',
    inTrouble: '처리중인 도움사건',
    everyone: '명단의 모든 로인',
  },
  checks: {
    stove: '난로 환기, 일산화탄소',
    fuel: '땔나무·석탄·난방이 넉넉한지',
    foodWater: '먹을것과 물이 넉넉한지',
    medicine: '늘 먹는 약이 넉넉한지',
    warmth: '따뜻하게 입었는지, 방이 춥지 않은지',
    cooling: '방이 무덥지 않은지, 물 많이 마시기',
    roofAndWay: '지붕의 눈, 문앞길',
    moveOut: '안전한 곳으로 먼저 옮겨야 하는지',
    reachable: '전화가 통하는지, 돌볼 사람이 있는지',
  },
  notices: {
    caseToYou: '도움사건을 맡음',
    surgeCalled: '긴급 방문',
    surgeEnded: '긴급 방문 끝',
    weatherCame: '기상경보',
    dailyDigest: '하루 요약',
    deviceAlarm: '기기 경보',
    planChanged: '일정 변경',
    foodIncident: '식품안전 사건',
    complaintLate: '기한 넘긴 민원',
    personalWord: '다른 알림',
  },
}

const en: DutyWords = {
  kinds: {
    coldWave: 'Cold wave',
    snowstorm: 'Snowstorm',
    heatWave: 'Heat wave',
    flood: 'Flood',
    gale: 'Gale',
    earthquake: 'Earthquake',
    outage: 'No power or water',
    otherEmergency: 'Other emergency',
  },
  criteria: {
    riskRedOrange: 'Risk red or orange',
    noOneNear: 'Alone or left behind',
    weak: 'Care-dependent, disabled or very old',
    withoutKin: 'Tekun or special family',
    coldHome: 'Trouble with heating, gas or fuel last time',
    unwell: 'Illness changed last time',
    inTrouble: 'Open aid case',
    everyone: 'Everyone on the list',
  },
  checks: {
    stove: 'Stove aired, no carbon monoxide',
    fuel: 'Enough wood, coal, heating',
    foodWater: 'Enough food and water',
    medicine: 'Enough medicine',
    warmth: 'Warm clothes, warm room',
    cooling: 'Room not stuffy, drinks enough',
    roofAndWay: 'Snow on the roof, the way to the door',
    moveOut: 'Better moved to a safe place?',
    reachable: 'Telephone works, somebody looks after them',
  },
  notices: {
    caseToYou: 'A case is yours',
    surgeCalled: 'Emergency visits',
    surgeEnded: 'Emergency visits over',
    weatherCame: 'Weather warning',
    dailyDigest: 'Daily digest',
    deviceAlarm: 'Device alarm',
    planChanged: 'Plan changed',
    foodIncident: 'Food safety incident',
    complaintLate: 'Complaint overdue',
    personalWord: 'Other notice',
  },
}

const zh: DutyWords = {
  kinds: surgeKinds.words,
  criteria: surgeCriteria.words,
  checks: surgeChecks.words,
  notices: noticeKinds.words,
}

export const dutyWords: Readonly<Record<Language, DutyWords>> = { zh, ko, en }
