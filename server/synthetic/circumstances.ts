// What takes an elder out of reach for a while or for good: absences, endings, refusals.
import { addDays, type Day, daysBetween } from '../../domain/kernel/day.ts'
import { Chance } from './chance.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticAbsence, SyntheticEnding, SyntheticRefusal } from './rows.ts'
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
