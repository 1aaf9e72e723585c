// Writes down what an elder answered, and lets her will to be visited follow at once.
import { sql } from 'kysely'
import {
  answersInForce,
  type Consent,
  type ConsentInput,
  checkConsent,
  consentWays,
  monthsLater,
} from '../../domain/consents/consent.ts'
import { namesOf } from '../accounts/accounts.ts'
import { personOf, setWillingness } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

/** One or two among the visits of a push: one after the other; the first refused sends the push round carefully. */
export async function recordConsents(
  context: Context,
  inputs: readonly ConsentInput[],
): Promise<Record<string, never>[]> {
  for (const input of inputs) await recordConsent(context, input)
  return inputs.map(() => ({}))
}

async function recordConsent(context: Context, given: ConsentInput): Promise<void> {
  const { tx, now, today, actor } = context
  const { countyCode, elderId, purpose, answer, answeredOn, way } = given
  const person = await personOf(context, { countyCode, id: elderId })
  const before = await answersOf(context, countyCode, person.ids)
  // The same answer sent again by a phone that never heard of the first.
  if (before.some(one => one.id === given.id)) return
  const standing = answersInForce(before).get(purpose)
  checkConsent(given, standing?.answer ?? null, today)
  const months = context.setting('consent.askAgainMonths', person.regionCode)
  const askAgainOn = given.askAgainOn ?? (answer === 'agrees' ? null : monthsLater(answeredOn, months))
  await tx
    .insertInto('elderConsents')
    .values({
      ...given,
      regionCode: person.regionCode,
      askAgainOn,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
  context.concerns(countyCode, [elderId])
  // An older answer that arrives late does not undo a newer one.
  if (purpose === 'beVisited' && (!standing || standing.answeredOn <= answeredOn))
    await setWillingness(context, {
      countyCode,
      id: person.id,
      regionCode: person.regionCode,
      willing: answer === 'agrees',
      on: answeredOn,
      written: way !== 'beforeWitness',
      reason: `本人表示不愿意接受探访（${consentWays.words[way]}）`,
    })
}

type Kept = Omit<Consent, 'recordedBy'> & { recordedBy: string | null }

async function answersOf({ tx }: Context, countyCode: string, elderIds: readonly string[]): Promise<Kept[]> {
  return tx
    .selectFrom('elderConsents')
    .select([
      ...(['id', 'purpose', 'answer', 'way', 'secondPerson', 'answeredOn', 'askAgainOn'] as const),
      ...(['note', 'recordedBy', 'recordedAt'] as const),
    ])
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', sql<string>`any(${[...elderIds]}::uuid[])`)
    .orderBy('answeredOn', 'desc')
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function consentsOfElder(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<Consent[]> {
  const person = await personOf(context, { countyCode, id: elderId })
  const answers = await answersOf(context, countyCode, person.ids)
  context.concerns(countyCode, [elderId])
  const names = await namesOf(
    context.tx,
    answers.flatMap(answer => answer.recordedBy ?? []),
  )
  return answers.map(answer => ({
    ...answer,
    recordedBy: answer.recordedBy === null ? null : (names.get(answer.recordedBy) ?? null),
  }))
}
