// One visit to a home does all its elders: the house is looked at once, each person by herself.
import type { Answers, VisitField } from './answers.ts'

/** What belongs to the house and its purse and not to one of the people in it. */
export const householdFields = ['E2', 'E3', 'S1', 'S2', 'S3', 'S4'] as const satisfies readonly VisitField[]

export function isOfHousehold(field: VisitField): boolean {
  return householdFields.some(one => one === field)
}

/** The house as it was found at the first of its elders, offered to the next; her own answers are never touched. */
export function withHousehold(answers: Answers, seen: Answers): Answers {
  const copied = householdFields
    .filter(field => answers[field] === 'notAsked')
    .map(field => [field, seen[field]] as const)
  return { ...answers, ...Object.fromEntries(copied) }
}
