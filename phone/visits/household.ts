// One go through a home: a form for each of its elders, opened together, and the house passed from one to the next.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { householdFields, isOfHousehold, withHousehold } from '../../domain/visits/household.ts'
import { newId } from '../../ui/client.ts'
import type { ElderToday } from '../due-list.ts'
import type { Work } from '../work.ts'
import { emergencyFieldsIn, type HouseSeen, heardIn, type VisitDraft } from './draft.ts'

/** Who else of the visitor's elders lives there, in the order of the list. */
export function housemates(elders: readonly ElderToday[], elder: BundleElder): BundleElder[] {
  return elders
    .map(entry => entry.elder)
    .filter(other => other.householdId === elder.householdId && other.id !== elder.id)
}

/** All forms begin when she comes in at the door; one begun before today's go joins it with what it has. */
export async function startHousehold(work: Work, members: readonly BundleElder[]): Promise<void> {
  const known = members.map(one => work.draftOf(one.id)?.householdVisitId).find(id => id)
  const householdVisitId = known ?? newId()
  for (const member of members) {
    await work.startDraft(member.id)
    const { method = null } = work.draftOf(member.id) ?? {}
    await work.changeDraft(member.id, { householdVisitId, method: method ?? 'home' })
  }
}

/** After one of them is saved: what was seen of the house is offered to those still to be asked. */
export async function passHouse(work: Work, saved: VisitDraft, name: string): Promise<void> {
  if (saved.householdVisitId === null || saved.result !== 'met' || saved.method !== 'home') return
  const houseSeen: HouseSeen = { name, answers: saved.answers, seasonal: saved.seasonal, confirmed: null }
  for (const other of work.read().drafts)
    if (other.householdVisitId === saved.householdVisitId && other.houseSeen?.confirmed == null)
      await work.changeDraft(other.elderId, { houseSeen })
}

/** Who of the home just visited is still to be asked. */
export function houseLeft(
  drafts: readonly VisitDraft[],
  elders: readonly ElderToday[],
  saved: { householdVisitId?: string | null } | undefined,
): { left: BundleElder[] } {
  const id = saved?.householdVisitId
  const open = new Set(drafts.filter(one => id && one.householdVisitId === id).map(one => one.elderId))
  return { left: elders.map(entry => entry.elder).filter(elder => open.has(elder.id)) }
}

/** "All the same": the house's answers and the season's; she has been told whom to call already. */
export function asSeen(draft: VisitDraft, seen: HouseSeen): Partial<VisitDraft> {
  const answers = withHousehold(draft.answers, seen.answers)
  const own = new Set(draft.seasonal.map(({ question }) => question))
  const seasonal = [
    ...draft.seasonal,
    ...seen.seasonal.filter(({ question }) => question !== 'heat' && !own.has(question)),
  ]
  const dangers = emergencyFieldsIn(heardIn({ answers, seasonal })).filter(isOfHousehold)
  const advised = [...new Set([...draft.advised, ...dangers])]
  return { answers, seasonal, advised, houseSeen: { ...seen, confirmed: 'same' } }
}

/** "I look again": what was copied is open again, what was said of last time's troubles stays. */
export function lookAgain(draft: VisitDraft, seen: HouseSeen): Partial<VisitDraft> {
  const said = new Set(draft.followUps.map(({ field }) => field))
  const opened = householdFields.filter(field => !said.has(field)).map(field => [field, 'notAsked'] as const)
  return {
    answers: { ...draft.answers, ...Object.fromEntries(opened) },
    seasonal: draft.seasonal.filter(({ question }) => !seen.seasonal.some(one => one.question === question)),
    houseSeen: { ...seen, confirmed: 'again' },
  }
}
