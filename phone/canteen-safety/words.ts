// The closed lists of a kitchen's records in three languages.
import {
  disinfectedThings,
  disinfectionWays,
  type SelfCheckItem,
  type SelfCheckKind,
  selfCheckItems,
  selfCheckKinds,
} from '../../domain/canteen-safety/records.ts'
import type { KeyOf } from '../../domain/kernel/choice.ts'
import type { Language } from '../../ui/words.ts'

interface SafetyWords {
  things: Readonly<Record<KeyOf<typeof disinfectedThings>, string>>
  ways: Readonly<Record<KeyOf<typeof disinfectionWays>, string>>
  checks: Readonly<Record<SelfCheckKind, string>>
  items: Readonly<Record<SelfCheckItem, string>>
}

const ko: SafetyWords = {
  things: {
    ...{ tableware: '식기', knivesAndBoards: '칼·도마', worktops: '조리대', kitchenFloor: '주방 바닥' },
    ...{ mealBoxes: '배달 도시락통', diningRoom: '식사하는 곳' },
  },
  ways: {
    ...{ hotCabinet: '소독고 고온', boiling: '끓이기·증기', chlorineBath: '소독액', uvLamp: '자외선등' },
  },
  checks: { dayCheck: '매일 점검', weekCheck: '매주 점검', monthCheck: '매월 점검' },
  items: {
    staffWell: '일하는 사람이 열·설사·손 상처가 없다',
    handsWashed: '일하기 전에 손을 씻고 작업복과 모자를 썼다',
    goodsFresh: '재료가 신선하고 기한 안이며 곰팡이가 없다',
    rawApart: '날것과 익힌 것, 칼과 도마를 따로 쓴다',
    cookedThrough: '음식을 푹 익혔고 줄당콩도 다 익혔다',
    fridgeCold: '랭장고 온도가 맞다 (0–8 ℃)',
    samplesKept: '오늘 끼니마다 보존식을 남겼다',
    waterGasSafe: '물이 깨끗하고 가스와 전기를 잘 껐다',
    recordsWhole: '이번 주 구입·소독·보존식 기록이 다 있다',
    certificatesValid: '허가증과 건강증이 기한 안이다',
    pestsKept: '쥐·바퀴가 없고 방충망과 하수구가 성하다',
    storeTidy: '창고 물건을 바닥과 벽에서 띄웠고 기한 지난 것이 없다',
    wasteTaken: '음식쓰레기를 날마다 치운다',
    troublesMended: '지난번 문제를 다 고쳤다',
    complaintsAnswered: '이달 어르신 의견에 다 답했다',
    staffTaught: '이달 식품안전 지식을 배웠다',
    weekSummed: '이달 매주 점검을 했고 문제를 적었다',
    nextPlanned: '다음 달에 막을 위험을 정했다',
  },
}

const en: SafetyWords = {
  things: {
    ...{
      tableware: 'Dishes',
      knivesAndBoards: 'Knives, boards',
      worktops: 'Worktops',
      kitchenFloor: 'Floor',
    },
    ...{ mealBoxes: 'Meal boxes', diningRoom: 'Dining room' },
  },
  ways: {
    ...{
      hotCabinet: 'Hot cabinet',
      boiling: 'Boiling, steam',
      chlorineBath: 'Disinfectant',
      uvLamp: 'UV lamp',
    },
  },
  checks: { dayCheck: 'Check of the day', weekCheck: 'Check of the week', monthCheck: 'Check of the month' },
  items: {
    staffWell: 'Nobody who works here has fever, diarrhoea or a cut hand',
    handsWashed: 'Hands washed, work clothes and cap worn',
    goodsFresh: 'Goods fresh, in date, no mould',
    rawApart: 'Raw and cooked apart, knives and boards apart',
    cookedThrough: 'Everything cooked through, green beans too',
    fridgeCold: 'Fridge cold enough (0–8 °C)',
    samplesKept: 'Samples of every meal of the day kept',
    waterGasSafe: 'Water clean, gas and power off',
    recordsWhole: 'Records of goods, disinfection and samples whole',
    certificatesValid: 'Licence and health certificates in date',
    pestsKept: 'No rats or roaches, screens and drains whole',
    storeTidy: 'Store off floor and wall, nothing out of date',
    wasteTaken: 'Waste taken out daily',
    troublesMended: 'What was found last time is mended',
    complaintsAnswered: 'Opinions of elders answered this month',
    staffTaught: 'Food safety taught this month',
    weekSummed: 'Weekly checks done this month, faults noted',
    nextPlanned: 'Risks of next month shared out',
  },
}

export const safetyWords: Readonly<Record<Language, SafetyWords>> = {
  zh: {
    ...{ things: disinfectedThings.words, ways: disinfectionWays.words },
    ...{ checks: selfCheckKinds.words, items: selfCheckItems.words },
  },
  ko,
  en,
}
