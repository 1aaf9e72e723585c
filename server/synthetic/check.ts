// The acceptance checks of the synthetic province (synthetic-province §3.11), over any size of it.
import { createHash } from 'node:crypto'
import { ageOn, type Day } from '../../domain/kernel/day.ts'
import { readCsv } from '../regions/reference.ts'
import { checkDigitOf } from './identity.ts'
import { censusOf, provinceTotals } from './plan.ts'
import type { SyntheticElder } from './rows.ts'
import { type SyntheticChoice, type SyntheticCounty, syntheticProvince } from './synthetic.ts'

export interface CheckReport {
  counties: number
  elders: number
  households: number
  visitors: number
  veryOld: number
  /** Open memberships by group; veryOld is not among them. */
  groups: Record<string, number>
  memberships: number
  duplicates: number
  dirty: number
  /** SHA-256 over every row but contacts and visits. */
  fingerprint: string
  /** Chinese sentences, one for each broken promise; empty when all holds. */
  problems: string[]
}

/** Reads every county once, without visits, and keeps only sums. */
export function checkProvince(choice: Omit<SyntheticChoice, 'visitMonths'>): CheckReport {
  const hash = createHash('sha256')
  const report: CheckReport = {
    counties: 0,
    elders: 0,
    households: 0,
    visitors: 0,
    veryOld: 0,
    groups: {},
    memberships: 0,
    duplicates: 0,
    dirty: 0,
    fingerprint: '',
    problems: [],
  }
  const province = syntheticProvince({ ...choice, visitMonths: 0 })
  for (const county of province.counties()) {
    addCounty(report, county, choice.referenceDay)
    report.problems.push(...problemsOf(county, choice.referenceDay))
    for (const rows of Object.values(county)) if (Array.isArray(rows)) hash.update(JSON.stringify(rows))
  }
  report.fingerprint = hash.digest('hex')
  const { expected } = province
  for (const key of ['counties', 'elders', 'households', 'visitors'] as const) {
    if (report[key] !== expected[key]) report.problems.push(`${key} 为 ${report[key]}，应为 ${expected[key]}`)
  }
  if (choice.size === 'province') report.problems.push(...provinceProblems(report))
  return report
}

function addCounty(report: CheckReport, county: SyntheticCounty, referenceDay: Day): void {
  report.counties++
  report.elders += county.elders.length
  report.households += county.households.length
  report.visitors += county.visitors.length
  const veryOld = county.elders.filter(({ bornOn }) => ageOn(bornOn, referenceDay) >= 80).length
  report.veryOld += veryOld
  const open = county.memberships.filter(({ validTo }) => validTo === null)
  for (const { group } of open) report.groups[group] = (report.groups[group] ?? 0) + 1
  report.memberships += open.length + veryOld
  report.duplicates += county.elders.filter(({ dirt }) => dirt === 'duplicateOf').length
  report.dirty += county.elders.filter(({ dirt }) => dirt !== null && dirt !== 'duplicateOf').length
}

function provinceProblems(report: CheckReport): string[] {
  const { groups, memberships, ...totals } = provinceTotals
  const exact = ['elders', 'households', 'visitors', 'veryOld'] as const
  return [
    ...exact.flatMap(key =>
      report[key] === totals[key] ? [] : [`全省 ${key} 为 ${report[key]}，应为 ${totals[key]}`],
    ),
    ...Object.entries(groups).flatMap(([group, count]) =>
      report.groups[group] === count ? [] : [`全省 ${group} 为 ${report.groups[group]}，应为 ${count}`],
    ),
    ...(Math.abs(report.memberships / memberships - 1) <= 0.005 ? [] : [`全省人次为 ${report.memberships}`]),
  ]
}

function problemsOf(county: SyntheticCounty, referenceDay: Day): string[] {
  const { code, elders, households, villages, visitors, assignments } = county
  const known = new Set(villages.map(({ regionCode }) => regionCode))
  const ids = new Set([...elders, ...households, ...visitors].map(({ id }) => id))
  const homes = new Set(households.map(({ id }) => id))
  const filled = new Set(elders.map(({ householdId }) => householdId))
  const numbers = elders.flatMap(({ citizenNumber }) => citizenNumber ?? [])
  const alone = homeSizes(elders)
  const checks: [boolean, string][] = [
    [elders.every(({ regionCode }) => known.has(regionCode)), '有老年人不在本县的村里'],
    [ids.size === elders.length + households.length + visitors.length, '编号有重复'],
    [elders.every(({ householdId }) => homes.has(householdId)), '有老年人没有户'],
    [filled.size === households.length, '有空户'],
    [new Set(numbers).size === numbers.length, '身份证号有重复'],
    [
      numbers.every(number => /^2299\d\d/.test(number) && checkDigitOf(number) === number[17]),
      '身份证号不合规',
    ],
    [elders.every(isNumberTrue), '身份证号与出生日期或性别不符'],
    [elders.every(({ phone }) => phone === null || /^043[1-9]-0\d+$/.test(phone)), '有可以拨通的电话'],
    [elders.every(({ registeredOn }) => registeredOn <= referenceDay), '有建档日期在基准日之后'],
    [assignments.length === elders.length, '有老年人没有探访员'],
    [
      county.memberships.every(({ group, elderId }) => group !== 'livesAlone' || alone.get(elderId) === 1),
      '独居者与人同户',
    ],
  ]
  const broken = checks.filter(([holds]) => !holds).map(([, sentence]) => `${code}：${sentence}`)
  return [...broken, ...ageProblems(county, referenceDay)]
}

function isNumberTrue({ citizenNumber, bornOn, sex, dirt }: SyntheticElder): boolean {
  if (citizenNumber === null) return true
  const isMale = Number(citizenNumber[16]) % 2 === 1
  const agrees = isMale === (sex === 'male')
  return citizenNumber.slice(6, 14) === bornOn.replaceAll('-', '') && agrees === (dirt !== 'contradictorySex')
}

function homeSizes(elders: SyntheticElder[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { householdId } of elders) sizes.set(householdId, (sizes.get(householdId) ?? 0) + 1)
  return new Map(elders.map(({ id, householdId }) => [id, sizes.get(householdId)!]))
}

let population: Record<string, string>[] | null = null

/** Every census band of both sexes, and each sex as a whole, within one percentage point. */
function ageProblems({ code, elders }: SyntheticCounty, referenceDay: Day): string[] {
  population ??= readCsv('jilin-population.csv').filter(row => row.map_county)
  const census = censusOf(code, population)
  const all = census.flatMap(({ persons }) => persons).reduce((sum, count) => sum + count, 0)
  return census.flatMap(({ sex, persons }) => {
    const found = persons.map(() => 0)
    const ones = elders.filter(elder => elder.sex === sex)
    for (const { bornOn } of ones) found[Math.min(5, Math.floor((ageOn(bornOn, referenceDay) - 60) / 5))]!++
    const gaps = persons.map((count, at) => Math.abs(count / all - found[at]! / elders.length))
    const whole = persons.reduce((sum, count) => sum + count, 0) / all - ones.length / elders.length
    return [...gaps, Math.abs(whole)].some(gap => !(gap <= 0.01))
      ? [`${code}：${sex} 年龄与普查相差超过一个百分点`]
      : []
  })
}
