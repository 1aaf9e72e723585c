// The rows that hang on a synthetic place: its states, papers, equipment and the days on which something happened.
import type { FacilityKind } from '../../domain/facilities/facility.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { Chance } from './chance.ts'
import type { SyntheticPlace } from './facilities.ts'

type Value = string | number | boolean | null
interface Rows {
  table: string
  columns: readonly string[]
  rows: Value[][]
}

const idFor = (chance: Chance, day: Day) =>
  uuidV7(
    Date.parse(`${day}T00:00:00Z`),
    Uint8Array.from({ length: 10 }, () => chance.below(256)),
  )
const of = (place: SyntheticPlace) => [place.countyCode, place.regionCode, place.id]

export function stateRows(places: readonly SyntheticPlace[], at: string): Rows {
  return {
    table: 'facility_states',
    columns: ['county_code', 'region_code', 'facility_id', 'id', 'state', 'from_on', 'reason', 'said_at'],
    rows: places.flatMap(place => {
      const chance = new Chance(`${place.id}.states`)
      const { state, fromOn, reason } = place.state
      const prepared = addDays(place.openedOn, -(90 + chance.below(200)))
      return [
        [...of(place), idFor(chance, prepared), 'beingPrepared', prepared, null, at],
        [...of(place), idFor(chance, place.openedOn), 'running', place.openedOn, null, at],
        ...(state === 'running' ? [] : [[...of(place), idFor(chance, fromOn), state, fromOn, reason, at]]),
      ]
    }),
  }
}

const registeredAs: Partial<Record<FacilityKind, string>> = {
  countyWelfareCentre: 'institutionCertificate',
  townshipWelfareCentre: 'institutionCertificate',
  embeddedCentre: 'charityCertificate',
  careHome: 'businessLicence',
}

export function paperRows(places: readonly SyntheticPlace[], today: Day, at: string): Rows {
  return {
    table: 'facility_papers',
    columns: [
      ...['county_code', 'region_code', 'facility_id', 'id', 'kind', 'number', 'issuer', 'issued_on'],
      ...['expires_on', 'kept_at'],
    ],
    rows: places.flatMap((place, index) => {
      const chance = new Chance(`${place.id}.papers`)
      const number = String(index + 1).padStart(3, '0')
      const issued = addDays(place.openedOn, 20)
      const body = registeredAs[place.kind]
      const home = place.isFiled
        ? [
            [
              'homeFiling',
              `民备${place.countyCode}〔${issued.slice(0, 4)}〕${number}号`,
              '县级民政部门',
              null,
            ],
          ]
        : []
      // One in twelve runs out these weeks or has run out.
      const until = addDays(today, chance.happens(0.08) ? chance.between(-40, 50) : 200 + chance.below(900))
      const own = body ? [[body, `${place.countyCode}${number}`, '县级登记管理机关', until]] : []
      return [...home, ...own].map(([kind, paper, issuer, expires]) => [
        ...of(place),
        idFor(chance, issued),
        ...[kind ?? null, paper ?? null, issuer ?? null, issued, expires ?? null, at],
      ])
    }),
  }
}

const bathProgramme = '农村助浴工程'

export function equipmentRows(places: readonly SyntheticPlace[], at: string): Rows {
  return {
    table: 'facility_equipment',
    columns: [
      ...['county_code', 'region_code', 'facility_id', 'id', 'kind', 'pieces', 'condition', 'received_on'],
      ...['source', 'kept_at'],
    ],
    rows: places.flatMap(place => {
      const chance = new Chance(`${place.id}.equipment`)
      const lines: [string, number, string | null][] = []
      if (place.kind === 'townshipWelfareCentre' || place.kind === 'mutualAidStation')
        if (chance.happens(0.96)) lines.push(['bathSet', place.beds > 30 ? 2 : 1, bathProgramme])
      if (place.beds >= 10)
        lines.push(['nursingBed', Math.ceil(place.beds / 3), null], ['callBells', place.beds, null])
      if (place.lodges) lines.push(['smokeAlarms', Math.max(2, place.beds), null], ['fireKit', 4, null])
      if (!place.lodges || chance.happens(0.5)) lines.push(['gamesSet', 1 + chance.below(3), null])
      if (chance.happens(0.4)) lines.push(['heatingBoiler', 1, null])
      return lines.map(([kind, pieces, source]) => {
        const given = `${2019 + chance.below(3)}-0${5 + chance.below(4)}-15`
        const received = source === bathProgramme && given > place.openedOn ? given : place.openedOn
        const draw = chance.share()
        const condition = draw < 0.92 ? 'inUse' : draw < 0.97 ? 'broken' : 'notInstalled'
        return [...of(place), idFor(chance, place.openedOn), kind, pieces, condition, received, source, at]
      })
    }),
  }
}

/** The last day and a few before it, each in its own way. */
export function activityRows(places: readonly SyntheticPlace[], at: string): Rows {
  return {
    table: 'facility_activities',
    columns: ['county_code', 'region_code', 'facility_id', 'day', 'way', 'noted_at'],
    rows: places.flatMap(({ lastActiveOn, ...place }) => {
      if (lastActiveOn === null) return []
      const chance = new Chance(`${place.id}.days`)
      const days = [0, 3, 9, 17].map(back => addDays(lastActiveOn, -back - (back > 0 ? chance.below(3) : 0)))
      return days
        .filter(day => day >= place.openedOn)
        .map((day, index) => [
          ...[place.countyCode, place.regionCode, place.id, day],
          index === 0 ? 'eventHeld' : chance.pick(['eventHeld', 'dutyKept', 'meetingHeld']),
          at,
        ])
    }),
  }
}
