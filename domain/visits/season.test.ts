// Winter's and summer's questions by date and region, and what a grave answer does to the 24 fields.
import { describe, expect, test } from 'vitest'
import { allFine, answersWith } from './sample.ts'
import {
  answersTo,
  raisedBySeason,
  Seasonal,
  seasonalAnswers,
  seasonalMeanings,
  seasonalQuestions,
  seasonalQuestionsOn,
} from './season.ts'

const settings = { winterFromMonth: 10, winterToMonth: 4, summerFromMonth: 6, summerToMonth: 9 }

describe('when', () => {
  test.each([
    ['2026-10-01', ['coWorks', 'fuelLasts', 'doorIce']],
    ['2026-11-26', ['coWorks', 'fuelLasts', 'doorIce']],
    ['2027-04-30', ['coWorks', 'fuelLasts', 'doorIce']],
    ['2027-05-01', []],
    ['2027-06-01', ['heat', 'rainIn']],
    ['2027-09-30', ['heat', 'rainIn']],
  ])('%s', (day, asked) => {
    expect(seasonalQuestionsOn(day, settings)).toEqual(asked)
  })

  test('a region whose winter is set within one year, or whose seasons overlap', () => {
    expect(seasonalQuestionsOn('2026-12-01', { ...settings, winterFromMonth: 1, winterToMonth: 3 })).toEqual(
      [],
    )
    expect(seasonalQuestionsOn('2026-09-01', { ...settings, winterFromMonth: 9 })).toHaveLength(5)
  })
})

describe('what it means', () => {
  test('no fuel is a danger in E2 whatever was tapped there; nothing is ever lowered', () => {
    const raised = raisedBySeason(answersWith({ S4: 'danger' }), [
      { question: 'fuelLasts', answer: 'fuelNone' },
      { question: 'doorIce', answer: 'iceLeft' },
      { question: 'coWorks', answer: 'alarmMissing' },
    ])
    expect(raised).toEqual(answersWith({ S4: 'danger', E2: 'danger' }))
    expect(raisedBySeason(allFine, [{ question: 'coWorks', answer: 'alarmSounded' }]).S2).toBe('danger')
  })

  test('every question has an answer that is fine and one that is a danger with a field', () => {
    for (const question of seasonalQuestions.keys) {
      const meanings = answersTo(question).map(answer => seasonalMeanings[answer])
      expect(meanings.some(({ level }) => level === 'ok')).toBe(true)
      expect(meanings.filter(({ level }) => level === 'danger').every(({ field }) => field !== null)).toBe(
        true,
      )
    }
    expect(seasonalQuestions.keys.flatMap(answersTo).sort()).toEqual([...seasonalAnswers.keys].sort())
  })

  test('an answer to another question, or two to one, are refused', () => {
    expect(Seasonal.safeParse([{ question: 'fuelLasts', answer: 'iceFell' }]).success).toBe(false)
    const twice = [
      { question: 'fuelLasts', answer: 'fuelDays' },
      { question: 'fuelLasts', answer: 'fuelNone' },
    ]
    expect(Seasonal.safeParse(twice).success).toBe(false)
    expect(Seasonal.safeParse(twice.slice(1)).success).toBe(true)
  })
})
