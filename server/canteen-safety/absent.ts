// Regulars who do not come: looked for after each meal, asked after by their visitor, a case when it goes on.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import {
  type AbsentEnding,
  type AbsentSettings,
  type AbsentStep,
  absentEndings,
  absentStep,
  absentTrouble,
  endingOf,
  type Missed,
  missedMeals,
} from '../../domain/canteen-safety/absent.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { levelOfSilence } from '../../domain/silence/silence.ts'
import { answerSignalCases, type CaseWork, openSignalCases } from '../aid-cases/aid-cases.ts'
import { raiseNotices } from '../notices/notices.ts'
import { oweVisitsByMeal, withdrawOwed } from '../visits/visits.ts'
import { type LookedFor, lookedFor, placesFor } from './absent-facts.ts'

export const absentKeyOf = (elderId: string) => `meals:${elderId}`

interface Found {
  one: LookedFor
  missed: Missed
  step: AbsentStep
}

/** Safe to run twice: one sign for a person stands at a time. Returns whose duties moved. */
export async function watchRegulars(
  work: CaseWork,
  countyCode: string,
  standingOnly: boolean,
): Promise<string[]> {
  const people = await lookedFor(work, countyCode, standingOnly)
  if (people.length === 0) return []
  const region = `${countyCode}000000`
  const winter = {
    fromMonth: work.setting('canteen.winterFromMonth', region),
    toMonth: work.setting('canteen.winterToMonth', region),
  }
  const places = await placesFor(work, countyCode, [...new Set(people.map(one => one.canteenId))], winter)
  const ended: { one: LookedFor; by: AbsentEnding }[] = []
  const found: Found[] = []
  const settings = settingsOf(work, region)
  for (const one of people) {
    const by = one.standing && endedBy(one, one.standing, work.today)
    if (by) ended.push({ one, by })
    const place = places.get(one.canteenId)
    if (by || !place || !one.isListed) continue
    const missed = missedMeals(place, one, work.now, work.setting('absentRegular.afterMinutes', region))
    const step = missed ? absentStep(missed.count, one.risk, settings) : 'nothing'
    if (missed && step !== 'nothing') found.push({ one, missed, step })
  }
  await endSigns(work, ended)
  const raised = await raiseSigns(work, found)
  await openCasesOf(work, found)
  return [...ended.map(({ one }) => one.elderId), ...raised]
}

function endedBy(one: LookedFor, standing: NonNullable<LookedFor['standing']>, today: string) {
  return standing.caseEnded ? 'askedAfter' : endingOf(one, standing, today, one.isListed)
}

function settingsOf({ setting }: CaseWork, region: string): AbsentSettings {
  return {
    askAfter: {
      red: setting('absentRegular.askRed', region),
      orange: setting('absentRegular.askOrange', region),
      yellow: setting('absentRegular.askYellow', region),
      green: setting('absentRegular.askGreen', region),
    },
    caseAfter: {
      red: setting('absentRegular.caseRed', region),
      orange: setting('absentRegular.caseOrange', region),
      yellow: setting('absentRegular.caseYellow', region),
      green: setting('absentRegular.caseGreen', region),
    },
  }
}

async function endSigns(
  work: CaseWork,
  ended: readonly { one: LookedFor; by: AbsentEnding }[],
): Promise<void> {
  if (ended.length === 0) return
  const ids = ended.map(({ one }) => one.standing?.id ?? '')
  await sql`
    update absent_regulars a set ended_at = ${work.now.toISOString()}, ended_by = over.ended_by
    from unnest(${ended.map(({ one }) => one.countyCode)}::text[], ${ids}::uuid[],
      ${ended.map(({ by }) => by)}::text[]) as over (county_code, id, ended_by)
    where a.county_code = over.county_code and a.id = over.id and a.ended_at is null`.execute(work.tx)
  await withdrawOwed(
    work.tx,
    work.now,
    ended.map(({ one }, index) => ({ countyCode: one.countyCode, id: ids[index] ?? '' })),
  )
  await answerSignalCases(
    work,
    ended
      .filter(({ by }) => by === 'signSeen' || by === 'accountedFor' || by === 'toldLater')
      .map(({ one, by }) => ({
        ...{ countyCode: one.countyCode, elderId: one.elderId, signalKey: absentKeyOf(one.elderId) },
        ...{ note: `常客没来吃饭：${absentEndings.words[by]}`, close: true },
      })),
  )
}

/** New ones are written, owed to the visitor and told to her; those that stand count on. */
async function raiseSigns(work: CaseWork, found: readonly Found[]): Promise<string[]> {
  if (found.length === 0) return []
  const rows = found.map(({ one, missed }) => ({
    countyCode: one.countyCode,
    id: one.standing?.id ?? uuidV7(work.now.getTime(), randomBytes(10)),
    ...{ regionCode: one.regionCode, canteenId: one.canteenId, elderId: one.elderId, risk: one.risk },
    ...{ missed: missed.count, lastDay: missed.last.day, lastMeal: missed.last.meal },
    lastAt: missed.last.at.toISOString(),
  }))
  await sql`
    insert into absent_regulars (county_code, id, region_code, canteen_id, elder_id, risk, missed, last_day,
      last_meal, last_at, raised_at)
    select "countyCode", id, "regionCode", "canteenId", "elderId", risk, missed, "lastDay", "lastMeal", "lastAt",
      ${work.now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told ("countyCode" text, id uuid, "regionCode" text,
      "canteenId" uuid, "elderId" uuid, risk text, missed int, "lastDay" date, "lastMeal" text, "lastAt" timestamptz)
    on conflict (county_code, elder_id) where ended_at is null do update
      set missed = greatest(absent_regulars.missed, excluded.missed), last_day = excluded.last_day,
        last_meal = excluded.last_meal, last_at = excluded.last_at`.execute(work.tx)
  const fresh = found.flatMap((one, index) =>
    one.one.standing ? [] : [{ ...one, id: rows[index]?.id ?? '' }],
  )
  await oweVisitsByMeal(
    work.tx,
    fresh.map(({ one, id }) => ({
      ...{ countyCode: one.countyCode, id, regionCode: one.regionCode, elderId: one.elderId },
      ...{ reason: 'missedMeal' as const, on: work.today, eventId: id },
    })),
  )
  await raiseNotices(
    work.tx,
    { now: work.now, wake: job => work.afterCommit(() => work.system.wake(job)) },
    fresh.flatMap(({ one, missed, id }) =>
      one.visitorId === null
        ? []
        : [
            {
              ...{ countyCode: one.countyCode, regionCode: one.regionCode, toAccountId: one.visitorId },
              ...{ kind: 'planChanged' as const, subject: { module: 'canteen-safety', id } },
              urgency: one.risk === 'red' ? ('urgent' as const) : ('normal' as const),
              text: `${one.name}是${absentTrouble(one.canteenName, missed.count, missed.last)}，今天去看看。`,
              names: [one.name],
            },
          ],
    ),
  )
  return fresh.map(({ one }) => one.elderId)
}

async function openCasesOf(work: CaseWork, found: readonly Found[]): Promise<void> {
  const grave = found.filter(({ one, step }) => step === 'case' && !one.standing?.caseId && !one.isSilent)
  if (grave.length === 0) return
  const cases = await openSignalCases(
    work,
    grave.map(({ one, missed }) => ({
      ...{ countyCode: one.countyCode, regionCode: one.regionCode, elderId: one.elderId, at: work.now },
      level: levelOfSilence(one.risk, key => work.setting(key, one.regionCode)),
      source: 'atMeals' as const,
      signalKey: absentKeyOf(one.elderId),
      trouble: absentTrouble(one.canteenName, missed.count, missed.last),
    })),
  )
  await sql`
    update absent_regulars a set case_id = opened.case_id
    from unnest(${grave.map(({ one }) => one.countyCode)}::text[], ${grave.map(({ one }) => one.elderId)}::uuid[],
      ${cases.map(one => one.caseId)}::uuid[]) as opened (county_code, elder_id, case_id)
    where a.county_code = opened.county_code and a.elder_id = opened.elder_id and a.ended_at is null`.execute(
    work.tx,
  )
}
