// 民发〔2022〕73号: a visit urges those bound to support the elder, so it asks when each of them was last in touch.
import * as z from 'zod/mini'
import { isChild, type Kinship } from '../elders/kin.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, daysBetween } from '../kernel/day.ts'
import { Id } from '../kernel/shapes.ts'

export const lastContacts = choice({
  heardToday: '今天',
  heardThisWeek: '本周',
  heardThisMonth: '本月',
  heardLongAgo: '很久没有',
})
export type LastContact = KeyOf<typeof lastContacts>

export const KinContact = z.strictObject({ kinId: Id, when: lastContacts.schema })
export type KinContact = z.output<typeof KinContact>
export const KinContacts = z.array(KinContact).check(
  z.maxLength(20),
  z.refine(said => new Set(said.map(({ kinId }) => kinId)).size === said.length, {
    error: '里同一位家人答了两次',
  }),
)

/** As near as an elder remembers; "long ago" has no day, and none is made up. */
const daysAgo: Readonly<Record<LastContact, number | null>> = {
  heardToday: 0,
  heardThisWeek: 3,
  heardThisMonth: 15,
  heardLongAgo: null,
}

/** The day to write down, or null where it is no news against the day known already. */
export function contactDay(when: LastContact, today: Day, known: Day | null): Day | null {
  const ago = daysAgo[when]
  if (ago === null) return null
  const day = addDays(today, -ago)
  return known !== null && known >= day ? null : day
}

interface Carried {
  id: string
  kinship: Kinship
  whereabouts?: string | undefined
  lastContactOn?: Day | undefined
}

/** Children who live elsewhere: whoever lives in the house is seen there. */
export function askedAbout<Kin extends Carried>(kin: readonly Kin[]): Kin[] {
  return kin.filter(one => isChild(one) && one.whereabouts !== 'sameHousehold')
}

/** The advice to urge (§1.7: no child's contact in 30 days): nobody was in touch for so long. */
export function mustUrge(
  kin: readonly Carried[],
  said: readonly KinContact[],
  { today, days }: { today: Day; days: number },
): boolean {
  const children = askedAbout(kin)
  if (children.length === 0) return false
  const when = new Map(said.map(one => [one.kinId, one.when]))
  const isLong = (one: Carried) => {
    const answer = when.get(one.id)
    if (answer) return answer === 'heardLongAgo'
    return one.lastContactOn !== undefined && daysBetween(one.lastContactOn, today) > days
  }
  return children.every(isLong)
}
