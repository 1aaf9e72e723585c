// What a saved visit brings with it: news of the family, and the elder's own word that nobody need come again.

import type { Day } from '../../domain/kernel/day.ts'
import type { Act } from '../../domain/sync/api.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { contactDay } from '../../domain/visits/supporters.ts'
import type { VisitDraft } from './draft.ts'

interface Beside {
  draft: VisitDraft
  elder: BundleElder
  today: Day
  /** Acts of the phone that change one of the family and are not answered yet. */
  waitingChanges: (kinId: string) => number
  newId: () => string
}

type Said = Pick<Act, 'operation' | 'input'>

export function actsBeside(parts: Beside): Said[] {
  return parts.draft.result === 'met' ? contactActs(parts) : refusalActs(parts)
}

/** Each change raises the version by one: an act kept behind others must name the version they will leave. */
function contactActs({ draft, elder, today, waitingChanges }: Beside): Said[] {
  return draft.kinContacts.flatMap(({ kinId, when }) => {
    const kin = elder.kin?.find(one => one.id === kinId)
    const lastContactOn = kin && contactDay(when, today, kin.lastContactOn ?? null)
    if (!kin || !lastContactOn) return []
    const version = kin.version + waitingChanges(kinId)
    const input = { countyCode: elder.countyCode, id: kinId, version, kin: { lastContactOn } }
    return [{ operation: 'kin.change', input }]
  })
}

/** 《个人信息保护法》 and the rate's own rule: only a will written down before a witness takes her off the rounds. */
function refusalActs({ draft, today, newId }: Beside): Said[] {
  const { result, standingRefusal, countyCode, elderId } = draft
  if (result !== 'refused' || standingRefusal === null) return []
  const input = {
    ...{ countyCode, id: newId(), elderId, purpose: 'beVisited', answer: 'refuses', way: 'beforeWitness' },
    ...{ secondPerson: standingRefusal.witness.trim(), answeredOn: today },
  }
  return [{ operation: 'consent.record', input }]
}
