// The closed lists in three languages, and what to look for in each of the 24 fields.
import {
  type ElderGroup,
  elderGroups,
  type ReadLanguage,
  readLanguages,
  spokenLanguages,
} from '../../domain/elders/elder.ts'
import {
  type Country,
  countries,
  type Kinship,
  kinships,
  type Whereabouts,
  whereabouts,
} from '../../domain/elders/kin.ts'
import type { KeyOf } from '../../domain/kernel/choice.ts'
import { type ReportedKind, reportedKinds } from '../../domain/life-events/life-event.ts'
import {
  type AnswerLevel,
  answerLevels,
  type VisitBlock,
  type VisitField,
  type VisitNeed,
  visitBlocks,
  visitFields,
  visitNeeds,
} from '../../domain/visits/answers.ts'
import { type DueReason, dueReasons } from '../../domain/visits/due.ts'
import { type VisitMethod, type VisitResult, visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { choicesEn } from './choices-en.ts'
import { choicesKo } from './choices-ko.ts'
import { type RiskWords, riskZh } from './risk-words.ts'
import { type VisitWords, visitWordsEn, visitWordsKo, visitWordsZh } from './visit-words.ts'

export interface PlainWords extends RiskWords {
  groups: Readonly<Record<ElderGroup, string>>
  spoken: Readonly<Record<KeyOf<typeof spokenLanguages>, string>>
  read: Readonly<Record<ReadLanguage, string>>
  kinships: Readonly<Record<Kinship, string>>
  whereabouts: Readonly<Record<Whereabouts, string>>
  countries: Readonly<Record<Country, string>>
  levels: Readonly<Record<AnswerLevel, string>>
  blocks: Readonly<Record<VisitBlock, string>>
  fields: Readonly<Record<VisitField, string>>
  /** One plain question a field, as it would be asked at the kitchen table. */
  asks: Readonly<Record<VisitField, string>>
  needs: Readonly<Record<VisitNeed, string>>
  reasons: Readonly<Record<DueReason, string>>
  /** What a visitor can tell has happened. */
  reports: Readonly<Record<ReportedKind, string>>
  methods: Readonly<Record<VisitMethod, string>>
  results: Readonly<Record<VisitResult, string>>
}

const choicesZh: PlainWords = {
  groups: elderGroups.words,
  spoken: spokenLanguages.words,
  read: readLanguages.words,
  kinships: kinships.words,
  whereabouts: whereabouts.words,
  countries: countries.words,
  levels: answerLevels.words,
  blocks: visitBlocks.words,
  fields: visitFields.words,
  needs: visitNeeds.words,
  reasons: dueReasons.words,
  ...riskZh,
  reports: reportedKinds.words,
  methods: visitMethods.words,
  results: visitResults.words,
  asks: {
    H1: '脸色、精神好不好？人叫得醒吗？',
    H2: '起身、走路稳不稳？',
    H3: '叫他答应吗？说话清楚吗？',
    H4: '老毛病控制得怎么样？',
    H5: '最近有没有突然加重、摔倒、胸痛、说话不清？',
    H6: '药按时吃了吗？',
    M1: '心情好不好？',
    M2: '认得人、记得事吗？',
    M3: '觉得孤单、压力大吗？',
    M4: '有没有说过不想活了之类的话？',
    E1: '一天三顿饭吃得上吗？',
    E2: '衣服、被子、柴煤够不够？',
    E3: '房子漏不漏、裂不裂？',
    E4: '看病的钱有没有困难？',
    E5: '该有的低保、特困等办了吗？',
    E6: '救助金按时到账了吗？',
    S1: '电线、插座有没有老化乱接？',
    S2: '炉子、烟道、煤气漏不漏？有没有烟味、头晕？',
    S3: '水和暖气正常吗？屋里冷不冷？',
    S4: '地滑不滑？有没有容易绊倒的地方？',
    S5: '有没有人推销保健品、拉投资、要验证码？',
    C1: '子女常联系、常照看吗？',
    C2: '身上有没有伤？有没有人打骂、不管？',
    N2: '家里最近有没有大事：丧事、出远门、搬家？',
  },
}

export type ChoiceWords = PlainWords & VisitWords

export const choiceWords = {
  zh: { ...choicesZh, ...visitWordsZh },
  ko: { ...choicesKo, ...visitWordsKo },
  en: { ...choicesEn, ...visitWordsEn },
}
