// Invented assessors and assessments into their tables; the two assessors of the demonstration can sign in.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoAccounts, demoCounty } from '../../domain/accounts/demo.ts'
import { digitsOf } from '../../domain/assessments/ability-items.ts'
import { homeSafetyRulesVersion } from '../../domain/assessments/home-safety.ts'
import { selfCareLevelOf, selfCareRulesVersion } from '../../domain/assessments/self-care.ts'
import { addDays, type Day, startOfDay } from '../../domain/kernel/day.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { abilitiesOf, homeCheckOf, type SyntheticAbility, selfCareOf } from './assessments.ts'
import { copyRows } from './copy.ts'
import type { SyntheticCounty } from './synthetic.ts'

interface Given {
  client: pg.PoolClient
  sealer: Sealer
  county: SyntheticCounty
  seed: string
  today: Day
  /** Village of the visitor that signs in, who is qualified too. */
  villageCode: string
}

export async function loadAssessments(given: Given): Promise<void> {
  const { county, seed, today } = given
  const [first, second] = await loadAssessors(given)
  const abilities = [...abilitiesOf(seed, county, today)].map(ability => ({ ...ability, id: randomUUID() }))
  await copyRows(
    given.client,
    'ability_assessments',
    abilityColumns,
    abilityRows(given, abilities, first, second),
  )
  await copyRows(
    given.client,
    'ability_acts',
    [...placed, 'assessment_id', 'kind', 'by_account_id', 'told_way', 'accepted', 'done_at'],
    abilities.flatMap(ability => actsOf(ability, first, second)),
  )
  await loadSelfCare(given, first)
  const frail = abilities.filter(({ stage, judged }) => stage === 'told' && judged.total < 70)
  await loadHomeChecks(given, frail, second)
}

const placed = ['county_code', 'id', 'region_code']
type Kept = SyntheticAbility & { id: string }

const instant = (day: Day, hours: number) =>
  new Date(startOfDay(day).getTime() + hours * 3_600_000).toISOString()

/** A nurse and a social worker for each county. */
async function loadAssessors({ client, county, villageCode, today }: Given): Promise<[string, string]> {
  const regionCode = `${county.code}000000`
  const isShown = county.code === demoCounty
  const shown = demoAccounts.filter(account => account.role === 'assessor').map(account => account.accountId)
  const [first = randomUUID(), second = randomUUID()] = isShown ? shown : []
  if (!isShown) {
    await copyRows(
      client,
      'accounts',
      [
        'id',
        'login',
        'name',
        'password_hash',
        'must_change_password',
        'region_code',
        'language',
        'created_at',
        'synthetic',
      ],
      [first, second].map((id, place) => [
        ...[id, `p${county.code}-${place + 1}`, `${county.name}评估员${place + 1}`, 'none', true, regionCode],
        ...['zh', instant(today, 0), true],
      ]),
    )
    await copyRows(
      client,
      'posts',
      ['id', 'account_id', 'role', 'region_code', 'valid_from'],
      [first, second].map(id => [randomUUID(), id, 'assessor', regionCode, '2025-01-01']),
    )
  }
  const visitor = demoAccounts.find(account => account.role === 'visitor')?.accountId
  const qualified: [string, string, boolean, string][] = [
    [first, regionCode, true, '护士执业证书（演示）'],
    [second, regionCode, false, '能力评估员培训合格证（演示）'],
    ...(isShown && visitor
      ? [[visitor, villageCode, false, '能力评估员培训合格证（演示）'] as [string, string, boolean, string]]
      : []),
  ]
  await copyRows(
    client,
    'assessor_qualifications',
    [...placed, 'account_id', 'medical', 'certificate', 'valid_from', 'recorded_at'],
    qualified.map(([accountId, region, medical, certificate]) => [
      ...[
        county.code,
        randomUUID(),
        region,
        accountId,
        medical,
        certificate,
        '2023-01-01',
        instant(today, 0),
      ],
    ]),
  )
  return [first, second]
}

const abilityColumns = [
  ...[...placed, 'elder_id', 'standard', 'assessed_on', 'reason', 'scores', 'total', 'initial_level'],
  ...['adjustments', 'final_level', 'must_review', 'rules_version', 'form_sealed', 'lives_alone', 'first_id'],
  ...['first_medical', 'submitted_at', 'second_id', 'second_medical', 'second_scores', 'second_total'],
  ...['second_initial_level', 'second_level', 'stage', 'result_of', 'result_level', 'valid_until', 'version'],
  'synthetic',
]

function* abilityRows(
  { sealer, county }: Given,
  abilities: readonly Kept[],
  firstId: string,
  secondId: string,
) {
  const seen = new Set<string>()
  for (const ability of abilities) {
    const { elder, id, assessedOn, first, second, judged, secondJudged, form, stage } = ability
    const isFirst = !seen.has(elder.id)
    seen.add(elder.id)
    const stands = ability.validUntil !== null
    // A form for each elder of the province would only be sealed to be never read.
    const formSealed = county.code === demoCounty ? sealer.seal(JSON.stringify(form)) : null
    yield [
      ...[elder.regionCode.slice(0, 6), id, elder.regionCode, elder.id, 'gbt42195', assessedOn],
      ...[isFirst ? 'firstTime' : 'routine', digitsOf(first), judged.total, judged.initialLevel],
      ...[judged.adjustments, judged.finalLevel, judged.mustReview, judged.rulesVersion, formSealed],
      ...[form.living === 'livesAlone', firstId, true, instant(assessedOn, 10)],
      ...(second && secondJudged
        ? [
            secondId,
            false,
            digitsOf(second),
            secondJudged.total,
            secondJudged.initialLevel,
            secondJudged.finalLevel,
          ]
        : [null, null, null, null, null, null]),
      ...[stage, stands ? 'first' : null, stands ? judged.finalLevel : null, ability.validUntil, 1, true],
    ]
  }
}

function actsOf(ability: Kept, firstId: string, secondId: string) {
  const { elder, id, assessedOn, stage } = ability
  const act = (kind: string, by: string, hours: number, told: string | null = null) => [
    ...[elder.regionCode.slice(0, 6), randomUUID(), elder.regionCode, id, kind, by, told],
    ...[told === null ? null : true, instant(assessedOn, hours)],
  ]
  return [
    act('submittedFirst', firstId, 10),
    ...(ability.second ? [act(stage === 'differing' ? 'secondDiffered' : 'secondAgreed', secondId, 11)] : []),
    ...(stage === 'told' || stage === 'replaced' ? [act('toldElder', firstId, 12, 'elderPressed')] : []),
  ]
}

async function loadSelfCare({ client, county, seed, today, sealer }: Given, assessor: string): Promise<void> {
  const rows = [...selfCareOf(seed, county, today)]
  await copyRows(
    client,
    'self_care_assessments',
    [
      ...placed,
      'elder_id',
      'assessed_on',
      'reason',
      'not_met',
      'level',
      'rules_version',
      'assessed_by',
      'recorded_at',
      'synthetic',
    ],
    rows.map(({ elder, assessedOn, notMet }) => [
      ...[
        elder.regionCode.slice(0, 6),
        randomUUID(),
        elder.regionCode,
        elder.id,
        assessedOn,
        'firstCheck',
        notMet,
      ],
      ...[selfCareLevelOf(notMet), selfCareRulesVersion, assessor, instant(assessedOn, 10), true],
    ]),
  )
  // Three reports wait: one overdue, one due soon, one fresh.
  const reports = rows.slice(0, 3).map(({ elder }, place) => ({ elder, ago: 20 - place * 8 }))
  await copyRows(
    client,
    'ability_changes',
    [
      ...placed,
      'elder_id',
      'reported_on',
      'reporter',
      'reporter_name',
      'what_sealed',
      'due_on',
      'recorded_by',
      'recorded_at',
    ],
    reports.map(({ elder, ago }) => [
      ...[elder.regionCode.slice(0, 6), randomUUID(), elder.regionCode, elder.id, addDays(today, -ago)],
      ...['villageCommittee', '村委会（演示）', sealer.seal('住院回来后走路不稳，洗澡要人帮忙')],
      ...[addDays(today, 14 - ago), assessor, instant(addDays(today, -ago), 9)],
    ]),
  )
}

async function loadHomeChecks(
  { client, seed, today }: Given,
  frail: readonly Kept[],
  checker: string,
): Promise<void> {
  const checks = frail.map(ability => ({ ...homeCheckOf(seed, ability, today), id: randomUUID() }))
  await copyRows(
    client,
    'home_checks',
    [
      ...placed,
      'elder_id',
      'checked_on',
      'hazards',
      'rules_version',
      'checked_by',
      'recorded_at',
      'synthetic',
    ],
    checks.map(({ elder, id, checkedOn, hazards }) => [
      ...[elder.regionCode.slice(0, 6), id, elder.regionCode, elder.id, checkedOn, hazards],
      ...[homeSafetyRulesVersion, checker, instant(checkedOn, 10), true],
    ]),
  )
  await copyRows(
    client,
    'adaptation_lines',
    ['county_code', 'check_id', 'item', 'region_code', 'reason', 'state', 'decided_by', 'decided_on'],
    checks.flatMap(({ elder, id, checkedOn, lines }) =>
      lines.map(({ item, reason, planned }) => [
        ...[elder.regionCode.slice(0, 6), id, item, elder.regionCode, reason],
        ...(planned ? ['plannedWork', checker, checkedOn] : ['suggested', null, null]),
      ]),
    ),
  )
}
