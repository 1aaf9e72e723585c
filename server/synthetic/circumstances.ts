// What takes an elder out of reach for a while or for good, and the people who stand by: absences, endings, kin.
import { addDays, type Day, daysBetween } from '../../domain/kernel/day.ts'
import { Chance } from './chance.ts'
import { silentPhone } from './identity.ts'
import { drawGivenName, drawSurname } from './names.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticAbsence, SyntheticContact, SyntheticEnding, SyntheticRefusal } from './rows.ts'
import { seasons } from './seasons.ts'

export interface Circumstances {
  absences: SyntheticAbsence[]
  endings: SyntheticEnding[]
  refusals: SyntheticRefusal[]
}

/** One thing at most befalls an elder, so that no row contradicts another. */
export function drawCircumstances(
  seed: string,
  plan: CountyPlan,
  persons: Person[],
  referenceDay: Day,
): Circumstances {
  const chance = new Chance(`${seed}|${plan.code}|circumstances`)
  const found: Circumstances = { absences: [], endings: [], refusals: [] }
  for (const { row, age } of persons) {
    const known = daysBetween(row.registeredOn, referenceDay)
    const draw = chance.share()
    const dies = age >= 80 ? 0.045 : 0.012
    if (known < 30) continue
    const ago = (most: number) => addDays(referenceDay, -chance.between(1, Math.min(most, known - 1)))
    const until = (from: Day, days: number) => {
      const to = addDays(from, days)
      return to < referenceDay ? to : null
    }
    if (draw < dies)
      found.endings.push({ elderId: row.id, kind: 'died', on: seasonalDay(chance, referenceDay, known) })
    else if (draw < dies + 0.005) found.endings.push({ elderId: row.id, kind: 'movedOut', on: ago(365) })
    else if (draw < dies + 0.017) {
      const from = ago(700)
      const to = chance.happens(0.85) ? null : until(from, chance.between(60, 300))
      found.absences.push({ elderId: row.id, kind: 'institution', from, to })
    } else if (draw < dies + 0.032) {
      const from = ago(300)
      found.absences.push({ elderId: row.id, kind: 'hospital', from, to: until(from, chance.between(5, 30)) })
    } else if (draw < dies + 0.062) {
      const from = ago(330)
      found.absences.push({ elderId: row.id, kind: 'away', from, to: until(from, chance.between(20, 150)) })
    } else if (draw < dies + 0.07) {
      const on = ago(360)
      found.refusals.push({ elderId: row.id, on, askAgainOn: addDays(on, chance.between(90, 180)) })
    }
  }
  return found
}

/** A day of the last year, likelier in the months when more old people die. */
function seasonalDay(chance: Chance, referenceDay: Day, known: number): Day {
  for (;;) {
    const day = addDays(referenceDay, -chance.between(1, Math.min(365, known - 1)))
    if (chance.share() * 1.25 < seasons.deaths[Number(day.slice(5, 7)) - 1]!) return day
  }
}

const awayPlaces = [
  '长春市',
  '吉林市',
  '沈阳市',
  '大连市',
  '北京市',
  '天津市',
  '青岛市',
  '烟台市',
  '威海市',
  '上海市',
  '深圳市',
]
const koreanPlaces = ['韩国首尔', '韩国安山', '韩国水原', '青岛市', '延吉市']

/** Children, mostly far away, and one neighbour who has a key; drawn while they are read. */
export function* contactsOf(seed: string, plan: CountyPlan, persons: Person[]): Generator<SyntheticContact> {
  const chance = new Chance(`${seed}|${plan.code}|contacts`)
  for (const { row, group, village } of persons) {
    const children = chance.pick([0, 1, 1, 1, 2, 2])
    // A child carries the father's name, and a mother's row does not know it.
    const familyName = row.sex === 'male' ? [...row.name][0]! : drawSurname(group, chance)
    for (let n = 0; n < children; n++) {
      const sex = chance.happens(0.5) ? 'male' : 'female'
      const isNear = chance.happens(0.3)
      yield {
        elderId: row.id,
        name: familyName + drawGivenName(group, sex, 1970, chance),
        relation: sex === 'male' ? '儿子' : '女儿',
        phone: chance.happens(0.92) ? silentPhone(plan.code, chance) : null,
        livesIn: isNear ? village.name : chance.pick(group === 'korean' ? koreanPlaces : awayPlaces),
      }
    }
    if (children > 0 && chance.happens(0.4)) continue
    const sex = chance.happens(0.6) ? 'female' : 'male'
    yield {
      elderId: row.id,
      name: drawSurname(group, chance) + drawGivenName(group, sex, 1955, chance),
      relation: '邻居',
      phone: chance.happens(0.85) ? silentPhone(plan.code, chance) : null,
      livesIn: village.name,
    }
  }
}
