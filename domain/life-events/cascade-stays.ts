// Stays in hospital, in an institution and away: how one opens, ends, and ends another.
import { type AbsenceKind, absenceKinds } from '../elders/elder.ts'
import type { Day } from '../kernel/day.ts'
import type { Change } from './effects.ts'
import type { Rule, Stay } from './facts.ts'

/** Kind → the stays it ends: one cannot be away and in hospital; a bed in an institution is kept meanwhile. */
const ends: Readonly<Record<AbsenceKind, readonly AbsenceKind[]>> = {
  hospital: ['away'],
  institution: ['away', 'hospital'],
  away: [],
  refusal: [],
}

/** A stay that begins before another which ends it lasts until then: so the order of recording does not matter. */
export function openStay(kind: AbsenceKind): Rule {
  return (event, { stays, newId }) => {
    const { happenedOn, details, reason } = event
    const next = stays
      .filter(stay => ends[stay.kind].includes(kind) && stay.validFrom >= happenedOn)
      .map(stay => stay.validFrom)
      .sort()[0]
    const row = {
      kind,
      validFrom: happenedOn,
      validTo: next ?? null,
      reason: [details.place, reason].filter(Boolean).join('；'),
    }
    const until = details.expectedOn === null ? '' : `，预计 ${details.expectedOn} 回来`
    const place = details.place === '' ? '' : `（${details.place}）`
    return [
      {
        says: `自 ${happenedOn} 起登记为“${absenceKinds.words[kind]}”${place}${until}`,
        change: { part: 'absence', id: newId(), before: null, after: row },
      },
      ...stays
        .filter(stay => ends[kind].includes(stay.kind) && reachesBeyond(stay, happenedOn))
        .map(stay => ({
          says: `原来登记的“${absenceKinds.words[stay.kind]}”到 ${happenedOn} 为止`,
          change: ending(stay, happenedOn),
        })),
    ]
  }
}

/** The stay of this kind that stands on the day, now with its last day. */
export function endStay(kind: AbsenceKind): Rule {
  return ({ happenedOn }, { stays }) =>
    stays
      .filter(stay => stay.kind === kind && reachesBeyond(stay, happenedOn))
      .map(stay => ({
        says: `“${absenceKinds.words[kind]}”自 ${stay.validFrom} 到 ${happenedOn} 为止`,
        change: ending(stay, happenedOn),
      }))
}

/** Whoever has gone for good is nowhere else any more, and refuses no visits. */
export function closeStays(_which: 'all'): Rule {
  return ({ happenedOn }, { stays }) =>
    stays
      .filter(stay => stay.validTo === null)
      .map(stay => ({
        says: `“${absenceKinds.words[stay.kind]}”登记到 ${later(happenedOn, stay.validFrom)} 为止`,
        change: ending(stay, later(happenedOn, stay.validFrom)),
      }))
}

function ending(stay: Stay, validTo: Day): Change {
  return { part: 'absence', id: stay.id, before: rowOf(stay), after: { ...rowOf(stay), validTo } }
}

function rowOf({ kind, validFrom, validTo, reason }: Stay) {
  return { kind, validFrom, validTo, reason }
}

/** Open, or ended by something later: a discharge recorded afterwards still comes first. */
export function reachesBeyond(stay: Stay, day: Day): boolean {
  return stay.validFrom <= day && (stay.validTo === null || stay.validTo > day)
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}
