// Who can answer for a case: the officers whose posts hold the elder's village, nearest first.
import type { Role } from '../../domain/accounts/roles.ts'
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import { firstOwnerLevels, type OwnerLevel } from '../../domain/aid-cases/rules.ts'
import { ancestorAt, pathOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

const roleAt: Readonly<Record<OwnerLevel, Role>> = {
  village: 'villageOfficer',
  township: 'townshipOfficer',
  county: 'countyOfficer',
}
const levels = Object.keys(roleAt) as OwnerLevel[]

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

/** The officer at the nearest of these levels; null where no such post is filled. */
function nearestOf(
  owners: readonly PossibleOwner[],
  regionCode: string,
  order: readonly OwnerLevel[],
): PossibleOwner | null {
  for (const level of order) {
    const place = ancestorAt(regionCode, level)
    const found = owners.find(owner => owner.role === roleAt[level] && owner.regionCode === place)
    if (found) return found
  }
  return null
}

/** A case must have one owner (domain.md §1.5): where no post is filled, whoever found the trouble keeps it. */
export function firstOwner(
  owners: readonly PossibleOwner[],
  level: AidCaseLevel,
  regionCode: string,
  finder: string,
): string {
  return nearestOf(owners, regionCode, firstOwnerLevels[level])?.id ?? finder
}

/** Who takes over at a level or above it; null where nobody is there, and then the owner stays. */
export function ownerAbove(
  owners: readonly PossibleOwner[],
  regionCode: string,
  level: OwnerLevel,
): string | null {
  return nearestOf(owners, regionCode, levels.slice(levels.indexOf(level)))?.id ?? null
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
