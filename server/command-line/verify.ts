// wanqing verify: chains, figures and the ledger against a recount; prints what fails.
import { type CaseFigureDifference, verifyCaseFigures } from '../aid-cases/aid-cases.ts'
import { type CellDifference, verifyBudgets } from '../budgets/budgets.ts'
import { type CoverageDifference, verifyCoverage } from '../coverage/coverage.ts'
import { type PlaceDifference, verifyFacilities } from '../facilities/facilities.ts'
import { type FundDifference, verifyFunds } from '../funds/funds.ts'
import { verifyFrozen, verifyIndicators } from '../indicators/indicators.ts'
import { type LedgerDifference, verifyLedger } from '../ledger/ledger.ts'
import { type MealDifference, verifyMeals } from '../meal-accounts/meal-accounts.ts'
import { type StayDifference, verifyStays } from '../stays/stays.ts'
import { verifyAudit } from './audit-chain.ts'
import type { Command } from './command.ts'
import { dataOption, withSystem } from './database.ts'

export const verify: Command = {
  says: '核对审计链、指标和账目',
  usage: 'wanqing verify [--data 文件夹] [--json]',
  options: { ...dataOption, json: { type: 'boolean', says: '以 JSON 输出' } },
  async run(_positionals, flags) {
    const found = await withSystem(flags, async system => ({
      audit: await verifyAudit(system.connections.pool),
      indicators: await verifyIndicators(system),
      published: await verifyFrozen(system),
      cases: await verifyCaseFigures(system),
      coverage: await verifyCoverage(system),
      ledger: await verifyLedger(system.connections.pool),
      places: await verifyFacilities(system),
      funds: await verifyFunds(system.connections.pool),
      stays: await verifyStays(system.connections.pool),
      meals: await verifyMeals(system.connections.pool),
      budgets: await verifyBudgets(system),
    }))
    if (flags.json) process.stdout.write(`${JSON.stringify(found)}\n`)
    else tell(found)
    return Object.values(found).some(differences => differences.length > 0) ? 1 : 0
  },
}

interface Found {
  audit: string[]
  indicators: unknown[]
  published: unknown[]
  cases: CaseFigureDifference[]
  coverage: CoverageDifference[]
  ledger: LedgerDifference[]
  places: PlaceDifference[]
  funds: FundDifference[]
  stays: StayDifference[]
  meals: MealDifference[]
  budgets: CellDifference[]
}

function tell(found: Found): void {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  say(found.audit.length === 0 ? '审计链：完好' : `审计链：${found.audit.length} 处断裂`)
  for (const sentence of found.audit) say(`  ${sentence}`)
  say(
    found.indicators.length === 0
      ? '指标：与重新统计一致'
      : `指标：${found.indicators.length} 处与重新统计不一致`,
  )
  for (const difference of found.indicators) say(`  ${JSON.stringify(difference)}`)
  say(
    found.published.length === 0
      ? '已公布的月份：与名册和合计一致'
      : `已公布的月份：${found.published.length} 处与名册或合计不一致`,
  )
  for (const difference of found.published) say(`  ${JSON.stringify(difference)}`)
  say(
    found.cases.length === 0
      ? '个案数字：与重新统计一致'
      : `个案数字：${found.cases.length} 处与重新统计不一致`,
  )
  for (const difference of found.cases) say(`  ${JSON.stringify(difference)}`)
  say(
    found.coverage.length === 0
      ? '服务覆盖：与重新计算一致'
      : `服务覆盖：${found.coverage.length} 处与重新计算不一致`,
  )
  for (const difference of found.coverage) say(`  ${JSON.stringify(difference)}`)
  say(found.ledger.length === 0 ? '账目：与全部流水重新计算一致' : `账目：${found.ledger.length} 处不一致`)
  for (const { countyCode, what, subject, kept, counted } of found.ledger)
    say(`  ${countyCode} ${what} ${subject}：账上 ${kept}，重算 ${counted}`)
  say(found.funds.length === 0 ? '专项资金：与账目一致' : `专项资金：${found.funds.length} 处与账目不一致`)
  for (const { countyCode, what, subject, kept, counted } of found.funds)
    say(`  ${countyCode} ${what} ${subject}：记录 ${kept}，账上 ${counted}`)
  tellStays(found.stays, say)
  tellPlaces(found.places, say)
  say(found.meals.length === 0 ? '助餐账单：与总账一致' : `助餐账单：${found.meals.length} 处与总账不一致`)
  for (const { countyCode, what, subject, kept, counted } of found.meals)
    say(`  ${countyCode} ${what} ${subject}：记录 ${kept}，账上 ${counted}`)
  tellBudgets(found.budgets, say)
}

function tellBudgets(budgets: readonly CellDifference[], say: (sentence: string) => void): void {
  say(
    budgets.length === 0
      ? '预算试算用的人数：与重新统计一致'
      : `预算试算用的人数：${budgets.length} 处与重新统计不一致`,
  )
  for (const { place, month, kept, counted } of budgets)
    say(`  ${place} ${month}：记录 ${kept} 人，重算 ${counted} 人`)
}

function tellStays(stays: readonly StayDifference[], say: (sentence: string) => void): void {
  say(
    stays.length === 0 ? '入住费和互助站账：与账目一致' : `入住费和互助站账：${stays.length} 处与账目不一致`,
  )
  for (const { countyCode, what, subject, kept, counted } of stays)
    say(`  ${countyCode} ${what} ${subject}：记录 ${kept}，账上 ${counted}`)
}

function tellPlaces(places: readonly PlaceDifference[], say: (sentence: string) => void): void {
  say(
    places.length === 0
      ? '设施的红黄灯和最近有动静的日子：与记录一致'
      : `设施的红黄灯和最近有动静的日子：${places.length} 处不一致`,
  )
  for (const { countyCode, facilityId, kept, counted } of places)
    say(`  ${countyCode} ${facilityId}：登记 ${kept ?? '无'}，记录 ${counted ?? '无'}`)
}
