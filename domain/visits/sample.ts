// One valid visit to vary: tests, the simulator and screens start from it.
import { type Answers, type VisitField, visitFields } from './answers.ts'
import { nothingBeside, type VisitInput } from './visit.ts'

/** Everything fine, everything asked. */
export const allFine = Object.fromEntries(visitFields.keys.map(field => [field, 'ok'])) as Answers

export function answersWith(changes: Partial<Answers>): Answers {
  return { ...allFine, ...changes }
}

export function nothingAskedBut(changes: Partial<Answers> = {}): Answers {
  const unasked = Object.fromEntries(visitFields.keys.map(field => [field, 'notAsked'])) as Answers
  return { ...unasked, ...changes }
}

export function fieldsAs(level: Answers[VisitField], fields: readonly VisitField[]): Answers {
  return answersWith(Object.fromEntries(fields.map(field => [field, level])))
}

export const sampleVisit: VisitInput = {
  id: '01936000-0000-7000-8000-000000000001',
  elderId: '01936000-0000-7000-8000-0000000000e1',
  countyCode: '222402',
  method: 'home',
  result: 'met',
  notReachedReason: null,
  startedAt: '2026-11-23T01:00:00Z',
  endedAt: '2026-11-23T01:12:00Z',
  place: { lon: 129.8437, lat: 42.9681, accuracyMeters: 12 },
  answers: allFine,
  needs: [],
  note: null,
  ...nothingBeside,
  attachmentIds: [],
}
