// Invented ability assessments: those in the group 失能 decline over the years, some of the very old are still able.
import { demoCounty } from '../../domain/accounts/demo.ts'
import { judgeAbility, validUntil } from '../../domain/assessments/ability.ts'
import type { AbilityForm } from '../../domain/assessments/ability-form.ts'
import { AbilityForm as Form, riskEventsOf } from '../../domain/assessments/ability-form.ts'
import {
  type AbilityCode,
  abilityCodes,
  abilityItems,
  fullScore,
  type Scores,
} from '../../domain/assessments/ability-items.ts'
import { type HomeHazard, homeHazards, proposeAdaptations } from '../../domain/assessments/home-safety.ts'
import { type SelfCareItem, selfCareItems } from '../../domain/assessments/self-care.ts'
import type { AbilityStage } from '../../domain/assessments/stages.ts'
import { addDays, ageOn, type Day, daysBetween } from '../../domain/kernel/day.ts'
import { settingDefinitions } from '../../domain/regions/settings.ts'
import { Chance } from './chance.ts'
import type { SyntheticElder } from './rows.ts'
import type { SyntheticCounty } from './synthetic.ts'

export interface SyntheticAbility {
  elder: SyntheticElder
  assessedOn: Day
  first: Scores
  second: Scores | null
  judged: ReturnType<typeof judgeAbility>
  secondJudged: ReturnType<typeof judgeAbility> | null
  form: AbilityForm
  stage: AbilityStage
  validUntil: Day | null
}

const setting = {
  addUp: settingDefinitions['ability.addUpAdjustments'].fallback,
  reviewBoth: settingDefinitions['ability.reviewBothAdjustments'].fallback,
}
const validMonths = settingDefinitions['ability.validMonths'].fallback
const best = Object.fromEntries(abilityItems.map(item => [item.code, item.maximum])) as Scores

/** Bathing, stairs and going out are lost first, knowing people and swallowing last. */
const lostFirst: readonly AbilityCode[] = [
  ...(['B4.4', 'B2.4', 'B1.3', 'B4.3', 'B2.3', 'B4.1', 'B4.2', 'B1.5', 'B3.4', 'B1.2'] as const),
  ...(['B1.4', 'B2.2', 'B1.8', 'B3.1', 'B4.5', 'B2.1', 'B1.6', 'B3.8', 'B3.2', 'B1.7'] as const),
]

/** Points are taken where they usually go first; the sum comes out exactly. */
function scoresOf(total: number, chance: Chance): Scores {
  const scores: Record<AbilityCode, number> = { ...best }
  const order = [...lostFirst, ...abilityCodes.filter(code => !lostFirst.includes(code))]
  let left = fullScore - total
  while (left > 0) {
    // The square of an even draw leans towards the front of the order.
    const share = chance.share() * chance.share()
    const code = order.filter(one => scores[one] > 0)[
      Math.floor(share * order.filter(one => scores[one] > 0).length)
    ]
    if (code === undefined) break
    scores[code] -= 1
    left -= 1
  }
  return scores
}

const diseases = [
  { code: 'I10', name: '高血压' },
  { code: 'E11', name: '2 型糖尿病' },
  { code: 'I63', name: '脑梗死后遗症' },
  { code: 'J44', name: '慢性阻塞性肺疾病' },
  { code: 'M17', name: '膝骨关节炎' },
  { code: 'I25', name: '冠心病' },
]
const medicines = [
  { name: '苯磺酸氨氯地平片', way: '口服', dose: '5 毫克', frequency: '每日一次' },
  { name: '二甲双胍片', way: '口服', dose: '0.5 克', frequency: '每日两次' },
  { name: '阿司匹林肠溶片', way: '口服', dose: '100 毫克', frequency: '每日一次' },
]

function formOf(chance: Chance, livesAlone: boolean, frail: boolean): AbilityForm {
  const demented = frail && chance.happens(0.15)
  return Form.parse({
    heightCm: chance.between(148, 172),
    weightKg: chance.between(40, 72),
    education: chance.pick(['noSchool', 'primarySchool', 'juniorSchool']),
    living: livesAlone ? 'livesAlone' : chance.pick(['livesWithSpouse', 'livesWithChildren']),
    marriage: livesAlone ? 'widowed' : 'married',
    medicalPayments: ['residentInsurance'],
    incomeSources: [chance.pick(['pension', 'childrenSupport', 'savings'])],
    ...(frail && chance.happens(0.2) && { risks: { fall: chance.between(1, 3) } }),
    informantName: '演示家属',
    informantRelation: chance.pick(['儿子', '女儿', '配偶', '邻居']),
    diseases: [
      ...chance.shuffle([...diseases]).slice(0, chance.between(1, 3)),
      ...(demented ? [{ code: 'F00', name: '阿尔茨海默病性痴呆' }] : []),
    ],
    medicines: chance.shuffle([...medicines]).slice(0, chance.between(0, 2)),
    diagnosed: demented,
    diagnosis: demented ? '阿尔茨海默病，见县医院神经内科诊断证明（演示）' : '',
    pressureInjury: frail && chance.happens(0.08) ? 'pressureStage1' : 'noPressureInjury',
    joints: frail ? 'jointsLimited' : 'jointsFree',
    pain: chance.pick(['painFree', 'painMild']),
    toothLoss: 'teethSomeLost',
    dentures: [chance.pick(['noDenture', 'partialDenture'])],
  })
}

const factsOf = (form: AbilityForm) => ({
  coma: form.coma,
  diagnosed: form.diagnosed,
  riskEvents: riskEventsOf(form),
})

export function* abilitiesOf(seed: string, county: SyntheticCounty, today: Day): Iterable<SyntheticAbility> {
  // The able are only shown in the county that is looked at; a province of them would be a hundred thousand rows.
  const isShown = county.code === demoCounty
  const held = heldGroups(county)
  const gone = new Set(county.endings.map(ending => ending.elderId))
  for (const elder of county.elders) {
    const chance = new Chance(`${seed} ability ${elder.id}`)
    const groups = held.get(elder.id) ?? new Set()
    const dependent = groups.has('careDependent')
    const isOld = ageOn(elder.bornOn, today) >= 78
    if (gone.has(elder.id) || !chance.happens(dependent ? 0.9 : isShown ? (isOld ? 0.35 : 0.02) : 0)) continue
    yield* historyOf(elder, { chance, dependent, livesAlone: groups.has('livesAlone'), today })
  }
}

interface Life {
  chance: Chance
  dependent: boolean
  livesAlone: boolean
  today: Day
}

/** Oldest first, a year or more apart, never before the elder was on record; the last is the one in force. */
function* historyOf(elder: SyntheticElder, life: Life): Iterable<SyntheticAbility> {
  const { chance, dependent, today } = life
  const days: Day[] = []
  let on = addDays(today, -(chance.happens(0.3) ? chance.between(4, 80) : chance.between(81, 790)))
  while (days.length < 4 && daysBetween(elder.registeredOn, on) > 0) {
    days.unshift(on)
    on = addDays(on, -chance.between(300, 420))
  }
  // One diagnosis and one kind of life: a level that jumps about for other reasons than points tells nothing.
  const form = formOf(chance, life.livesAlone, dependent)
  let total = dependent ? chance.between(14, 64) : chance.happens(0.06) ? chance.between(80, 89) : fullScore
  const totals = days.map(() => {
    const one = total
    total = Math.min(fullScore, total + (dependent ? chance.between(3, 14) : 0))
    return one
  })
  for (const [place, assessedOn] of days.entries()) {
    const isLast = place === days.length - 1
    yield assessmentOf(elder, {
      ...life,
      form,
      assessedOn,
      total: totals[days.length - 1 - place] ?? 90,
      isLast,
    })
  }
}

function assessmentOf(
  elder: SyntheticElder,
  life: Life & { form: AbilityForm; assessedOn: Day; total: number; isLast: boolean },
): SyntheticAbility {
  const { chance, form, assessedOn, total, isLast, dependent } = life
  const first = scoresOf(total, chance)
  const judged = judgeAbility(first, factsOf(form), setting)
  const second = { ...first }
  for (const code of chance.shuffle([...abilityCodes]).slice(0, total < fullScore ? chance.below(3) : 0))
    if (second[code] > 0 && second[code] < 4) second[code] = Math.max(0, second[code] - 1)
  const isRecent = isLast && daysBetween(assessedOn, life.today) < 90
  if (isRecent && dependent && chance.happens(0.4))
    Object.assign(second, scoresOf(Math.max(0, total - chance.between(16, 24)), chance))
  const secondJudged = judgeAbility(second, factsOf(form), setting)
  const agree = secondJudged.finalLevel === judged.finalLevel
  const waits = isRecent && dependent && chance.happens(0.4)
  const stage: AbilityStage = !isLast
    ? 'replaced'
    : waits
      ? 'awaitsSecond'
      : isRecent && !agree
        ? 'differing'
        : isRecent && judged.mustReview
          ? 'awaitsReview'
          : isRecent && chance.happens(0.3)
            ? 'settled'
            : 'told'
  return {
    ...{ elder, assessedOn, first, form, judged, stage },
    second: waits ? null : agree || stage === 'differing' ? second : first,
    secondJudged: waits ? null : agree || stage === 'differing' ? secondJudged : judged,
    validUntil: ['told', 'settled', 'replaced'].includes(stage) ? validUntil(assessedOn, validMonths) : null,
  }
}

function heldGroups(county: SyntheticCounty): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>()
  for (const { elderId, group, validTo } of county.memberships)
    if (validTo === null) held.set(elderId, (held.get(elderId) ?? new Set()).add(group))
  return held
}

export interface SyntheticSelfCare {
  elder: SyntheticElder
  assessedOn: Day
  notMet: SelfCareItem[]
}

/** Every 特困 elder on record has been looked at once; most can do all six. */
export function* selfCareOf(seed: string, county: SyntheticCounty, today: Day): Iterable<SyntheticSelfCare> {
  const held = heldGroups(county)
  const gone = new Set(county.endings.map(ending => ending.elderId))
  for (const elder of county.elders) {
    const groups = held.get(elder.id)
    if (!groups?.has('tekun') || gone.has(elder.id)) continue
    const chance = new Chance(`${seed} self-care ${elder.id}`)
    const days = Math.min(daysBetween(elder.registeredOn, today), chance.between(20, 360))
    const most = groups.has('careDependent') ? 6 : chance.happens(0.25) ? 2 : 0
    const order: SelfCareItem[] = [...selfCareItems.keys].reverse()
    yield {
      elder,
      assessedOn: addDays(today, -days),
      notMet: order.slice(0, most === 0 ? 0 : chance.between(1, most)),
    }
  }
}

export interface SyntheticHomeCheck {
  elder: SyntheticElder
  checkedOn: Day
  hazards: HomeHazard[]
  lines: { item: number; reason: string; planned: boolean }[]
}

/** Homes of those assessed as declining, looked at once. */
export function homeCheckOf(
  seed: string,
  { elder, first }: Pick<SyntheticAbility, 'elder' | 'first'>,
  today: Day,
): SyntheticHomeCheck {
  const chance = new Chance(`${seed} home ${elder.id}`)
  const hazards = homeHazards.keys.filter(() => chance.happens(0.22))
  const days = Math.min(daysBetween(elder.registeredOn, today), chance.between(5, 200))
  return {
    ...{ elder, hazards, checkedOn: addDays(today, -days) },
    lines: proposeAdaptations(hazards, first).map(line => ({ ...line, planned: chance.happens(0.3) })),
  }
}
