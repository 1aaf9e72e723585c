// Elders for module tests: written straight into the tables, so that a visit's tests stand on visits alone.
import type { TestSystem } from './test-system.ts'

/** Two villages of one township and one of another, in 图们市. */
export const township = '222402001000'
export const village = '222402001001'
export const otherVillage = '222402001002'
export const farVillage = '222402002001'

export interface SampleElder {
  countyCode: string
  id: string
  regionCode: string
  householdId: string
}

/** Registers elders who live alone in a village; `changes` vary the row. */
export async function makeElders(
  world: TestSystem,
  regionCode: string,
  count: number,
  changes: {
    name?: string
    bornOn?: string
    registeredOn?: string
    endedOn?: string
    inScope?: boolean
  } = {},
): Promise<SampleElder[]> {
  const { inScope = true, ...given } = changes
  const countyCode = regionCode.slice(0, 6)
  const made = Array.from({ length: count }, () => ({
    countyCode,
    id: world.newId(),
    regionCode,
    householdId: world.newId(),
  }))
  await makeHouseholds(world, made)
  await world.db
    .insertInto('elders')
    .values(made.map(one => ({ ...one, ...personOf(world), ...given })))
    .execute()
  if (inScope) await makeLiveAlone(world, made)
  return made
}

/** Puts elders into a visitor's care since the beginning of the year. */
export async function assignElders(
  world: TestSystem,
  accountId: string,
  elders: readonly SampleElder[],
): Promise<void> {
  await world.db
    .insertInto('visitorAssignments')
    .values(
      elders.map(({ countyCode, regionCode, id: elderId }) => ({
        countyCode,
        id: world.newId(),
        regionCode,
        elderId,
        accountId,
        validFrom: '2026-01-01',
        validTo: null,
        assignedBy: null,
      })),
    )
    .execute()
}

async function makeHouseholds(world: TestSystem, elders: readonly SampleElder[]): Promise<void> {
  await world.db
    .insertInto('households')
    .values(
      elders.map(({ countyCode, regionCode, householdId: id }) => ({
        ...{ countyCode, id, regionCode, address: '测试路 1 号', hamlet: null, synthetic: true },
        createdAt: world.clock.now().toISOString(),
      })),
    )
    .execute()
}

function personOf(world: TestSystem) {
  const at = world.clock.now().toISOString()
  return {
    name: '测试老人',
    pinyin: 'ceshilaoren',
    initials: 'cslr',
    sex: 'female' as const,
    bornOn: '1955-03-01',
    birthCalendar: 'solar' as const,
    ethnicity: '朝鲜族',
    spokenLanguage: 'both' as const,
    numberKind: 'none' as const,
    citizenNumberSealed: null,
    citizenNumberHash: null,
    citizenNumberTail: null,
    phoneSealed: world.system.sealer.seal('13900000000'),
    phoneTail: '0000',
    healthNoteSealed: null,
    note: null,
    willingToBeVisited: true,
    registeredOn: '2024-05-06',
    endedOn: null,
    version: 1,
    batchId: null,
    synthetic: true,
    createdAt: at,
    updatedAt: at,
  }
}

async function makeLiveAlone(world: TestSystem, elders: readonly SampleElder[]): Promise<void> {
  await world.db
    .insertInto('elderMemberships')
    .values(
      elders.map(({ countyCode, regionCode, id: elderId }) => ({
        ...{ countyCode, id: world.newId(), regionCode, elderId, evidence: '测试' },
        group: 'livesAlone' as const,
        validFrom: '2024-05-06',
        validTo: null,
        confirmedBy: null,
        batchId: null,
        recordedAt: world.clock.now().toISOString(),
      })),
    )
    .execute()
}
