// Who can answer for a case: on duty, standing in, or longest in post, at the nearest place that has anybody.
import { sql } from 'kysely'
import type { Role } from '../../domain/accounts/roles.ts'
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import { type Answerer, answererAt, type DutyLeave, type DutyShift } from '../../domain/aid-cases/duty.ts'
import type { Rung } from '../../domain/aid-cases/escalation.ts'
import { firstOwnerLevels, type OwnerLevel, postReaches } from '../../domain/aid-cases/rules.ts'
import { ancestorAt, levelOf, pathOf, type RegionLevel } from '../../domain/kernel/area.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

const roleAt: Readonly<Record<RegionLevel, Role>> = {
  village: 'villageOfficer',
  township: 'townshipOfficer',
  county: 'countyOfficer',
  prefecture: 'prefectureOfficer',
  province: 'provinceOfficer',
}
export function postedRole(level: RegionLevel): Role {
  return roleAt[level]
}

/** Who works on cases, nearest first; above the county they watch and urge. */
const owning: readonly OwnerLevel[] = ['village', 'township', 'county']

export interface PossibleOwner {
  id: string
  name: string
  role: Role
  regionCode: string
}

/** Everyone who may own a case of one of these villages today; the longest in post first. */
export async function possibleOwners(
  tx: Transaction,
  regionCodes: readonly string[],
  today: Day,
): Promise<PossibleOwner[]> {
  const people = await officersAbove(tx, regionCodes, today)
  return people.filter(({ role }) => owning.some(level => roleAt[level] === role))
}

async function officersAbove(
  tx: Transaction,
  regionCodes: readonly string[],
  today: Day,
): Promise<PossibleOwner[]> {
  const places = [...new Set(regionCodes.flatMap(pathOf))]
  if (places.length === 0) return []
  return tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .where('posts.regionCode', 'in', places)
    .where('posts.role', 'in', Object.values(roleAt))
    .where('posts.validFrom', '<=', today)
    .where(eb => eb.or([eb('posts.validTo', 'is', null), eb('posts.validTo', '>=', today)]))
    .where('accounts.disabledAt', 'is', null)
    .orderBy('posts.validFrom')
    .orderBy('posts.id')
    .select(['accounts.id', 'accounts.name', 'posts.role', 'posts.regionCode'])
    .execute()
}

/** Everybody who could answer for cases of these places at this instant, with roster and absences. */
export interface Answerers {
  people: readonly PossibleOwner[]
  shifts: readonly DutyShift[]
  leaves: readonly DutyLeave[]
  now: Date
}

export async function answerersFor(
  tx: Transaction,
  regionCodes: readonly string[],
  now: Date,
): Promise<Answerers> {
  const places = [...new Set(regionCodes.flatMap(pathOf))]
  const people = await officersAbove(tx, regionCodes, dayOf(now))
  const shifts = await sql<DutyShift>`select * from shifts_at(${places}, ${dayOf(now)})`.execute(tx)
  const leaves = await sql<DutyLeave>`select * from leaves_at(${places}, ${dayOf(now)})`.execute(tx)
  return { people, shifts: shifts.rows, leaves: leaves.rows, now }
}

/** Who answers at a place this minute; null where nobody has the post or all are away. */
export function answererOf(answerers: Answerers, place: string): Answerer | null {
  const { people, now } = answerers
  const role = roleAt[levelOf(place)]
  const posted = people.filter(one => one.role === role && one.regionCode === place).map(one => one.id)
  const reaches = (accountId: string) =>
    people.some(one => one.id === accountId && postReaches(one.regionCode, place))
  return answererAt(place, now, posted, reaches, answerers)
}

/** At the nearest of these levels where somebody is there; where all are away, whoever has the nearest post. */
function nearestOf(answerers: Answerers, regionCode: string, order: readonly RegionLevel[]): Answerer | null {
  for (const level of order) {
    const found = answererOf(answerers, ancestorAt(regionCode, level))
    if (found) return found
  }
  for (const level of order) {
    const place = ancestorAt(regionCode, level)
    const found = answerers.people.find(one => one.role === roleAt[level] && one.regionCode === place)
    if (found) return { id: found.id, as: 'longestPost' }
  }
  return null
}

/** A case must have one owner (domain.md §1.5): where no post is filled, whoever found the trouble keeps it. */
export function firstOwner(
  answerers: Answerers,
  level: AidCaseLevel,
  regionCode: string,
  finder: string,
): string {
  const order = firstOwnerLevels[level].filter(each => owning.includes(each))
  return nearestOf(answerers, regionCode, order)?.id ?? finder
}

export interface Climb {
  /** Who answers for the case from now on; null where it stays with whoever has it. */
  ownerId: string | null
  /** Whom it reached; null where no such post is filled. */
  reached: Answerer | null
}

/**
 * Who takes over at a rung or above it. The province takes over nothing: it works on no record (design.md), so
 * it is told and urges, and the county's officer goes on answering.
 */
export function climbTo(answerers: Answerers, regionCode: string, rung: Rung): Climb {
  if (rung === 'province')
    return { ownerId: null, reached: nearestOf(answerers, regionCode, ['province', 'prefecture']) }
  const reached = nearestOf(answerers, regionCode, owning.slice(owning.indexOf(rung)))
  return { ownerId: reached?.id ?? null, reached }
}

/** Whoever keeps a case that nobody found and no officer answers for: the longest in an administrator's post. */
export async function anyAdministrator(tx: Transaction, today: Day): Promise<string> {
  const found = await tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .where('posts.validFrom', '<=', today)
    .where(eb => eb.or([eb('posts.validTo', 'is', null), eb('posts.validTo', '>=', today)]))
    .where('accounts.disabledAt', 'is', null)
    .orderBy(eb => eb.case().when('posts.role', '=', 'administrator').then(0).else(1).end())
    .orderBy('posts.validFrom')
    .orderBy('posts.id')
    .select('accounts.id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return found.id
}
