// One elder's risk explained, reckoned this moment, with the year behind it and what people have set instead.
import { sql } from 'kysely'
import { addMonths, type Day, daysBetween, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { ElderRisk } from '../../domain/risk/api.ts'
import { type Contribution, partOf, riskParts } from '../../domain/risk/causes.ts'
import { pointsByPart } from '../../domain/risk/explained.ts'
import { isOnRecord, type RiskHistory } from '../../domain/risk/history.ts'
import { riskRule } from '../../domain/risk/rules.ts'
import { overruleOn, riskOn, type StandingSettings, standingOf } from '../../domain/risk/standing.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { historiesOf } from './histories.ts'
import { overrulesOf } from './overrules.ts'
import { settingsReader } from './settings.ts'

/** One elder has a few hundred visits at most: all of them, so that the year can be looked back on. */
const everyVisit = '1900-01-01'
const monthsShown = 12

export async function riskOfElder(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<ElderRisk | null> {
  const { tx, today, system } = context
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  const found = await historiesOf(tx, { countyCode, elderIds: [person.id], visitsSince: everyVisit })
  const history = found.find(one => one.id === person.id)?.history
  if (!history || !isOnRecord(history, today)) return null
  const settings = settingsReader(system.settings, today)(person.regionCode)
  const { redFrom, orangeFrom, yellowFrom } = settings
  const { due, ...standing } = standingOf(history, today, settings)
  const rule = riskRule(standing.ruleVersion)
  return {
    risk: standing.risk,
    ruleRisk: standing.ruleRisk,
    points: standing.points,
    ruleVersion: standing.ruleVersion,
    ruleName: rule.name,
    hasPoints: rule.hasPoints,
    thresholds: { red: redFrom, orange: orangeFrom, yellow: yellowFrom },
    parts: partsOf(standing.causes, rule.limits),
    since: await sinceOf(context, countyCode, person.id),
    due: {
      ...{ on: due.on, reason: due.reason, everyDays: due.everyDays, also: due.also },
      overdueDays: daysBetween(due.on, today),
    },
    overrules: await overrulesOf(context, countyCode, person.ids),
    months: yearOf(history, today, settings),
  }
}

function partsOf(
  causes: readonly Contribution[],
  limits: ReturnType<typeof riskRule>['limits'],
): ElderRisk['parts'] {
  const sums = pointsByPart(causes, limits)
  return riskParts.keys.flatMap(part => {
    const own = causes.filter(([cause]) => partOf(cause) === part)
    if (own.length === 0) return []
    return [
      {
        part,
        points: sums.get(part) ?? 0,
        limit: limits[part] ?? null,
        causes: own.map(([cause, points]): [string, number] => [cause, points]),
      },
    ]
  })
}

async function sinceOf({ tx }: Context, countyCode: string, elderId: string): Promise<Day | null> {
  const found = await sql<{ riskSince: Day }>`
    select risk_since from elder_standings
    where county_code = ${countyCode} and elder_id = ${elderId}`.execute(tx)
  return found.rows[0]?.riskSince ?? null
}

/** The rule in force today, asked about each month's end: what changed is the elder and not the rule. */
function yearOf(history: RiskHistory, today: Day, settings: StandingSettings): ElderRisk['months'] {
  const ends = Array.from({ length: monthsShown }, (_, at) =>
    lastDayOf(addMonths(monthOf(today), at - monthsShown)),
  )
  return [...ends, today]
    .filter(on => isOnRecord(history, on))
    .map(on => {
      const { level, points } = riskOn(history, on, settings)
      const set = overruleOn(history, on)
      return { on, level: set ?? level, points, set: set !== null }
    })
}
