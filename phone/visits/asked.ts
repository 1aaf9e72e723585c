// What a form asks beyond its 24 fields, decided when it is opened: last time's troubles, and the season.
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import type { SettingKey } from '../../domain/regions/settings.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { type LastTime, lastTimeOf, type Question, questionsOf } from '../../domain/visits/follow-up.ts'
import { answersOf } from '../../domain/visits/rules.ts'
import { seasonalQuestionsOn } from '../../domain/visits/season.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { type RuleSettings, ruleNumber } from '../due-list.ts'
import type { VisitDraft } from './draft.ts'

/** The newest meeting of bundle and phone: what she found this morning is asked about this afternoon. */
export function lastTimeFor(elder: BundleElder, visits: readonly VisitInput[]): LastTime | null {
  const own = visits
    .filter(visit => visit.elderId === elder.id && visit.result === 'met')
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1))[0]
  const carried = elder.lastTime ?? fromOlderServer(elder)
  if (!own) return carried
  const visitedOn = dayOf(new Date(own.startedAt))
  const isOld = visitedOn < (elder.lastVisit?.visitedOn ?? '') && elder.lastVisit?.result === 'met'
  if (isOld) return carried
  const { answers, seasonal = [], note = null } = own
  return lastTimeOf({ visitedOn, answers: answersOf({ answers, seasonal }), note })
}

function fromOlderServer({ lastVisit }: BundleElder): LastTime | null {
  return lastVisit?.result === 'met' ? lastTimeOf({ ...lastVisit, note: null }) : null
}

export function questionsFor({ openCases = [] }: BundleElder, last: LastTime | null): Question[] {
  return questionsOf(
    last,
    openCases.map(({ id, field, trouble = '' }) => ({ id, field, trouble })),
  )
}

export function askedFor(
  elder: BundleElder,
  visits: readonly VisitInput[],
  { settings, today }: { settings: RuleSettings; today: Day },
): Pick<VisitDraft, 'questions' | 'season'> {
  const month = (key: SettingKey) => ruleNumber(settings, key)
  return {
    questions: questionsFor(elder, lastTimeFor(elder, visits)),
    season: seasonalQuestionsOn(today, {
      winterFromMonth: month('season.winterFromMonth'),
      winterToMonth: month('season.winterToMonth'),
      summerFromMonth: month('season.summerFromMonth'),
      summerToMonth: month('season.summerToMonth'),
    }),
  }
}
