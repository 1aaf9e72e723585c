// What each figure counts, as a condition or a sum over the rows of classification.sql.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nationalGroups } from '../../domain/elders/national-groups.ts'
import { type ElderIndicator, type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import type { NotReachedReason } from '../../domain/visits/not-met.ts'
import { projectFolder } from '../system.ts'

export const classification = readFileSync(
  join(projectFolder, 'server', 'indicators', 'classification.sql'),
  'utf8',
)

/** Somebody went and did not find her, for this reason; a month may hold several. */
function missed(why: NotReachedReason): string {
  return `on_record and '${why}' = any (missed_because)`
}

/** The elders a figure counts; its list is made of the same words. */
export const elderConditions: Readonly<Record<ElderIndicator, string>> = {
  eldersOnRecord: 'on_record',
  eldersInScope: 'in_scope',
  eldersInNationalGroups: `on_record and groups && array[${nationalGroups.map(key => `'${key}'`).join(', ')}]`,
  rateDenominator: `standing = 'due'`,
  rateNumerator: `standing = 'due' and is_visited`,
  excludedInstitution: `standing = 'institution'`,
  excludedHospital: `standing = 'hospital'`,
  excludedAway: `standing = 'away'`,
  excludedRefusal: `standing = 'refusal'`,
  excludedNewcomer: `standing = 'newcomer'`,
  eldersWithDanger: `on_record and latest_worst = 'danger'`,
  eldersWithAttention: `on_record and latest_worst = 'attention'`,
  eldersNeverVisited: 'on_record and is_never_visited',
  eldersWithNeed: `on_record and latest_needs <> '{}'`,
  needMeal: `on_record and 'meal' = any (latest_needs)`,
  needBath: `on_record and 'bath' = any (latest_needs)`,
  needDoctor: `on_record and 'doctor' = any (latest_needs)`,
  needOther: `on_record and not latest_needs <@ array['meal', 'bath', 'doctor']`,
  eldersMissed: 'on_record and visits_not_reached > 0 and visits_met = 0',
  eldersMissedAgain: 'on_record and visits_not_reached > 1 and visits_met = 0',
  missedNotHome: missed('notHome'),
  missedHospital: missed('hospital'),
  missedWithChildren: missed('withChildren'),
  missedMovedOrDied: missed('movedOrDied'),
  missedPhoneUnanswered: missed('phoneUnanswered'),
  missedOther: missed('other'),
  eldersMetNotAtHome: 'on_record and visits_met > 0 and visits_at_home = 0',
  eldersWithoutChildren: 'on_record and is_without_children',
  recordsIncomplete: 'on_record and is_incomplete',
  recordsUnconfirmed: 'on_record and is_unconfirmed',
  groupLivesAlone: `on_record and 'livesAlone' = any (groups)`,
  groupEmptyNest: `on_record and 'emptyNest' = any (groups)`,
  groupLeftBehind: `on_record and 'leftBehind' = any (groups)`,
  groupTekun: `on_record and 'tekun' = any (groups)`,
  groupVeryOld: 'on_record and is_very_old',
  groupCareDependent: `on_record and 'careDependent' = any (groups)`,
  groupSevereDisability: `on_record and 'severeDisability' = any (groups)`,
  groupSpecialFamily: `on_record and 'specialFamily' = any (groups)`,
}

/** Visits, cases and households are not elders: these have no list of elders behind them. */
const sums: Readonly<Record<Exclude<Indicator, ElderIndicator>, string>> = {
  householdsOnRecord: 'count(distinct household_id) filter (where on_record)',
  visitsRecorded: 'sum(visits_recorded)::bigint',
  visitsAtHome: 'sum(visits_at_home)::bigint',
  visitsNotReached: 'sum(visits_not_reached)::bigint',
  visitsMet: 'sum(visits_met)::bigint',
  aidCasesOpened: 'sum(cases_opened)::bigint',
  aidCasesClosed: 'sum(cases_closed)::bigint',
  aidCasesOpen: 'sum(cases_open)::bigint',
}

function expressionFor(indicator: Indicator): string {
  if (indicator in sums) return sums[indicator as keyof typeof sums]
  return `count(*) filter (where ${elderConditions[indicator as ElderIndicator]})`
}

/** Village, month, indicator, value for everything asked in $1. */
export const countedFigures = `with ${classification},
counted as (
  select villages.county_code, villages.region_code, villages.month, figure.indicator, figure.value
  from (
    select county_code, region_code, month,
      ${indicators.keys.map(indicator => `${expressionFor(indicator)} as "${indicator}"`).join(',\n      ')}
    from classified
    group by county_code, region_code, month
  ) villages
  cross join lateral (values
    ${indicators.keys.map(indicator => `('${indicator}', villages."${indicator}")`).join(',\n    ')}
  ) as figure (indicator, value)
)`
