// What only this season asks: the stove's alarm, fuel and ice from October to April, heat and flood in summer.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import type { AnswerLevel, Answers, VisitField } from './answers.ts'

/** The stove itself is S2 of the form, which every home visit must answer; these stand beside it. */
export const seasonalQuestions = choice({
  coWorks: '一氧化碳报警器响不响',
  fuelLasts: '柴煤够烧多久',
  doorIce: '门口和院里的冰',
  heat: '屋里热不热',
  rainIn: '雨水和山洪',
})
export type SeasonalQuestion = KeyOf<typeof seasonalQuestions>

export const seasonalAnswers = choice({
  alarmWorks: '有，按一下会响',
  alarmMissing: '没有或不响',
  alarmSounded: '响过，或者有人头晕',
  fuelMonth: '够一个月以上',
  fuelWeeks: '够一两周',
  fuelDays: '不到一周',
  fuelNone: '没有了',
  iceCleared: '没有冰，或已清',
  iceLeft: '有冰，走路要扶',
  iceFell: '已经滑倒过',
  roomCool: '不热',
  roomHot: '闷热，没有风扇',
  heatIll: '热得头晕、恶心',
  rainOut: '不进水',
  rainSeeps: '漏雨或院里积水',
  rainRises: '水要进屋，或山坡松动',
})
export type SeasonalAnswer = KeyOf<typeof seasonalAnswers>

type Level = Exclude<AnswerLevel, 'notAsked'>

interface Meaning {
  question: SeasonalQuestion
  level: Level
  /** The field of the form it says something grave about; a missing alarm is a need and no worry of the elder's. */
  field: VisitField | null
}

const means = (question: SeasonalQuestion, level: Level, field: VisitField | null): Meaning => ({
  question,
  level,
  field,
})

/** Levels of §1.5: carbon monoxide and heat illness as a sudden illness would, no fuel as hardship. */
export const seasonalMeanings: Readonly<Record<SeasonalAnswer, Meaning>> = {
  alarmWorks: means('coWorks', 'ok', null),
  alarmMissing: means('coWorks', 'attention', null),
  alarmSounded: means('coWorks', 'danger', 'S2'),
  fuelMonth: means('fuelLasts', 'ok', null),
  fuelWeeks: means('fuelLasts', 'ok', null),
  fuelDays: means('fuelLasts', 'attention', 'E2'),
  fuelNone: means('fuelLasts', 'danger', 'E2'),
  iceCleared: means('doorIce', 'ok', null),
  iceLeft: means('doorIce', 'attention', 'S4'),
  iceFell: means('doorIce', 'danger', 'S4'),
  roomCool: means('heat', 'ok', null),
  roomHot: means('heat', 'attention', 'S3'),
  heatIll: means('heat', 'danger', 'H5'),
  rainOut: means('rainIn', 'ok', null),
  rainSeeps: means('rainIn', 'attention', 'E3'),
  rainRises: means('rainIn', 'danger', 'E3'),
}

export function answersTo(question: SeasonalQuestion): SeasonalAnswer[] {
  return seasonalAnswers.keys.filter(answer => seasonalMeanings[answer].question === question)
}

/** Kept beside the 24 fields; an answer names its question by itself, and both are stored to be read without this file. */
export const SeasonalSaid = z
  .strictObject({ question: seasonalQuestions.schema, answer: seasonalAnswers.schema })
  .check(
    z.refine(({ question, answer }) => seasonalMeanings[answer].question === question, {
      error: '的回答不属于这个问题',
    }),
  )
export type SeasonalSaid = z.output<typeof SeasonalSaid>
export const Seasonal = z.array(SeasonalSaid).check(
  z.maxLength(10),
  z.refine(said => new Set(said.map(({ question }) => question)).size === said.length, {
    error: '里同一个问题答了两次',
  }),
)

export interface SeasonSettings {
  winterFromMonth: number
  winterToMonth: number
  summerFromMonth: number
  summerToMonth: number
}

const ofWinter: readonly SeasonalQuestion[] = ['coWorks', 'fuelLasts', 'doorIce']
const ofSummer: readonly SeasonalQuestion[] = ['heat', 'rainIn']

/** From October to April the months wrap around the year's end. */
function isWithin(month: number, from: number, to: number): boolean {
  return from <= to ? month >= from && month <= to : month >= from || month <= to
}

export function seasonalQuestionsOn(day: Day, settings: SeasonSettings): SeasonalQuestion[] {
  const month = Number(day.slice(5, 7))
  const winter = isWithin(month, settings.winterFromMonth, settings.winterToMonth)
  const summer = isWithin(month, settings.summerFromMonth, settings.summerToMonth)
  return [...(winter ? ofWinter : []), ...(summer ? ofSummer : [])]
}

const gravity: Readonly<Record<AnswerLevel, number>> = { notAsked: 0, ok: 1, attention: 2, danger: 3 }

/** A worry of the season weighs on its field: no fuel is a danger in E2 whatever was tapped there before. */
export function raisedBySeason(answers: Answers, said: readonly SeasonalSaid[]): Answers {
  const raised = { ...answers }
  for (const { answer } of said) {
    const { field, level } = seasonalMeanings[answer]
    if (field !== null && gravity[level] > gravity[raised[field]]) raised[field] = level
  }
  return raised
}
