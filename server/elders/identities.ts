// Gives an elder another identity, on evidence; the one before is kept.
import { checkIdentityChange, type IdentityInput, temporaryNumberFor } from '../../domain/elders/identity.ts'
import type { Context } from '../kernel/context.ts'
import { personOf } from './person.ts'
import { updateElder } from './register.ts'

/** The number itself goes the way of every edit: checked, claimed for the whole province, its holder named if taken. */
export async function changeIdentity(context: Context, given: IdentityInput): Promise<{ version: number }> {
  const { countyCode, elderId, version, change, numberKind, evidence } = given
  const person = await personOf(context, { countyCode, id: elderId })
  const kept = await context.tx
    .selectFrom('elders')
    .select('numberKind')
    .where('countyCode', '=', countyCode)
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  checkIdentityChange(given, kept.numberKind)
  const citizenNumber =
    numberKind === 'temporary' && given.citizenNumber === null
      ? temporaryNumberFor(person.id)
      : given.citizenNumber
  return updateElder(
    context,
    { countyCode, id: person.id, version, elder: { numberKind, citizenNumber } },
    { id: given.id, change, evidence },
  )
}
