// Hand-made elders, memberships, absences and visits for tests of figures.
import type { AbsenceKind, RecordedGroup } from '../domain/elders/elder.ts'
import { countyCodeOf } from '../domain/kernel/area.ts'
import type { NotReachedReason } from '../domain/visits/not-met.ts'
import type { TestSystem } from './test-system.ts'

export interface SampleElder {
  bornOn?: string | null
  registeredOn?: string
  endedOn?: string | null
  groups?: { group: RecordedGroup; validFrom: string; validTo?: string | null }[]
  absences?: { kind: AbsenceKind; validFrom: string; validTo?: string | null }[]
}

export interface SampleVisit {
  visitedOn: string
  result?: 'met' | 'notReached' | 'refused'
  /** Of a visit that reached nobody. */
  reason?: NotReachedReason
  method?: 'home' | 'phone' | 'video' | 'remote'
  worst?: 'ok' | 'attention' | 'danger'
  needs?: string[]
  countsForRate?: boolean
}

const noAnswers = 'o'.repeat(24)

export function samplePeople(world: TestSystem) {
  const at = '2026-01-01T00:00:00Z'

  async function addElder(regionCode: string, given: SampleElder = {}): Promise<string> {
    const countyCode = countyCodeOf(regionCode)
    const id = world.newId()
    const householdId = world.newId()
    const place = { countyCode, regionCode }
    await world.db
      .insertInto('households')
      .values({ ...place, id: householdId, address: '', hamlet: null, synthetic: true, createdAt: at })
      .execute()
    await world.db
      .insertInto('elders')
      .values({
        ...place,
        id,
        householdId,
        name: '合成老人',
        pinyin: 'hechenglaoren',
        initials: 'hclr',
        sex: 'female',
        bornOn: given.bornOn === undefined ? '1956-01-01' : given.bornOn,
        birthCalendar: 'solar',
        ethnicity: '01',
        spokenLanguage: 'zh',
        numberKind: 'none',
        citizenNumberSealed: null,
        citizenNumberHash: null,
        citizenNumberTail: null,
        phoneSealed: null,
        phoneTail: null,
        healthNoteSealed: null,
        note: null,
        willingToBeVisited: true,
        registeredOn: given.registeredOn ?? '2020-01-01',
        endedOn: given.endedOn ?? null,
        version: 1,
        batchId: null,
        synthetic: true,
        createdAt: at,
        updatedAt: at,
      })
      .execute()
    for (const { group, validFrom, validTo = null } of given.groups ?? [])
      await world.db
        .insertInto('elderMemberships')
        .values({
          ...place,
          id: world.newId(),
          elderId: id,
          group,
          validFrom,
          validTo,
          evidence: '测试',
          confirmedBy: null,
          batchId: null,
          recordedAt: at,
        })
        .execute()
    for (const absence of given.absences ?? []) await addAbsence(regionCode, id, absence)
    return id
  }

  async function addAbsence(
    regionCode: string,
    elderId: string,
    { kind, validFrom, validTo = null }: NonNullable<SampleElder['absences']>[number],
  ): Promise<void> {
    await world.db
      .insertInto('elderAbsences')
      .values({
        countyCode: countyCodeOf(regionCode),
        regionCode,
        id: world.newId(),
        elderId,
        kind,
        validFrom,
        validTo,
        reason: '测试',
        recordedBy: null,
        recordedAt: at,
      })
      .execute()
  }

  async function addVisit(regionCode: string, elderId: string, given: SampleVisit): Promise<void> {
    const { visitedOn, result = 'met', method = 'home', worst = 'ok', needs = [] } = given
    await world.db
      .insertInto('visits')
      .values({
        countyCode: countyCodeOf(regionCode),
        regionCode,
        id: world.newId(),
        elderId,
        visitorId: world.newId(),
        method,
        result,
        notReachedReason: result === 'notReached' ? (given.reason ?? 'notHome') : null,
        visitedOn,
        startedAt: `${visitedOn}T02:00:00Z`,
        endedAt: `${visitedOn}T02:20:00Z`,
        receivedAt: `${visitedOn}T02:30:00Z`,
        lon: null,
        lat: null,
        accuracyMeters: null,
        answers: noAnswers,
        needs,
        noteSealed: null,
        attachmentIds: [],
        countsForRate: given.countsForRate ?? (result === 'met' && method !== 'remote'),
        worst,
        rulesVersion: 1,
        deviceId: null,
        synthetic: true,
      })
      .execute()
  }

  async function note(regionCode: string, months: readonly string[]): Promise<void> {
    await world.db
      .insertInto('indicatorChanges')
      .values(months.map(month => ({ countyCode: countyCodeOf(regionCode), regionCode, month })))
      .execute()
  }

  /** The kept figures of a region that are not zero. */
  async function figures(regionCode: string, month: string): Promise<Record<string, number>> {
    const rows = await world.db
      .selectFrom('indicatorValues')
      .select(['indicator', 'value'])
      .where('regionCode', '=', regionCode)
      .where('month', '=', month)
      .where('value', '<>', 0)
      .execute()
    return Object.fromEntries(rows.map(row => [row.indicator, row.value]))
  }

  return { addElder, addAbsence, addVisit, note, figures }
}
