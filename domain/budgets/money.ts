// What moved money would build and whom it would reach; nothing is moved but the numbers given.
import type { CoverageService } from '../coverage/coverage.ts'
import type { FundKind } from '../funds/fund.ts'
import { Refused } from '../kernel/refusal.ts'
import {
  type MoneyAnswer,
  type MoneyCounty,
  type MoneyLine,
  type MoneyMove,
  type MoneyPlace,
  type PerSite,
  type Reach,
  serviceOfKind,
  type UnitCost,
} from './plan.ts'

export interface MoneyFacts {
  counties: readonly Pick<MoneyCounty, 'countyCode' | 'regionCode' | 'name' | 'countyGb2260' | 'isBorder'>[]
  /** Whoever holds money that is planned for no county yet. */
  offices: readonly Pick<MoneyCounty, 'countyCode' | 'regionCode' | 'name'>[]
  shares: readonly { countyCode: string; kind: FundKind; shareFen: number; freeFen: number }[]
  unitCosts: readonly UnitCost[]
  /** Elders of a county, those within reach today, and the open sites that reach them. */
  services: readonly {
    countyCode: string
    service: CoverageService
    elders: number
    reached: number
    sites: number
  }[]
}

/** A canteen brings meals, a home brings beds: the services money can build. */
const builtServices = ['meal', 'bed'] as const satisfies readonly CoverageService[]

const keyOf = ({ countyCode, kind }: MoneyPlace) => `${countyCode}.${kind}`

export function moneyAfter({ counties, offices, shares }: MoneyFacts, moves: readonly MoneyMove[]) {
  const known = new Map([...counties, ...offices].map(({ countyCode, name }) => [countyCode, name]))
  const lines = new Map(
    shares.map(({ freeFen, ...share }) => [
      keyOf(share),
      { ...share, beforeFen: freeFen, afterFen: freeFen },
    ]),
  )
  const lineOf = (place: MoneyPlace) => {
    if (!known.has(place.countyCode)) throw new Refused('not_found', '要调的县不在这个地区里。请重新选择县。')
    const line = lines.get(keyOf(place)) ?? { ...place, shareFen: 0, beforeFen: 0, afterFen: 0 }
    lines.set(keyOf(place), line)
    return line
  }
  for (const { from, to, amountFen } of moves) {
    if (from !== null) lineOf(from).afterFen -= amountFen
    if (to !== null) lineOf(to).afterFen += amountFen
  }
  const short = [...lines.values()].find(({ afterFen, beforeFen }) => afterFen < 0 && afterFen < beforeFen)
  if (short)
    throw new Refused(
      'rule_broken',
      `${known.get(short.countyCode)}这一类没有立项的钱不够调。已经立项的钱不能试调，请改小金额。`,
    )
  return [...lines.values()]
}

export function tryMoney(facts: MoneyFacts, moves: readonly MoneyMove[]): MoneyAnswer {
  const unit = new Map(facts.unitCosts.map(({ kind, fen }) => [kind, fen]))
  const built = (kind: FundKind, fen: number) => {
    const cost = unit.get(kind)
    return cost === undefined || cost <= 0 || fen <= 0 ? 0 : Math.floor(fen / cost)
  }
  const offices = new Set(facts.offices.map(({ countyCode }) => countyCode))
  const lines = moneyAfter(facts, moves).map((line): MoneyLine => {
    const isOfCounty = !offices.has(line.countyCode)
    return {
      ...line,
      sitesBefore: isOfCounty ? built(line.kind, line.beforeFen) : 0,
      sitesAfter: isOfCounty ? built(line.kind, line.afterFen) : 0,
    }
  })
  const perSite = averagesOf(facts)
  const counties = facts.counties.map((county): MoneyCounty => {
    const own = lines.filter(({ countyCode }) => countyCode === county.countyCode)
    return {
      ...county,
      beforeFen: totalOf(own, 'beforeFen'),
      afterFen: totalOf(own, 'afterFen'),
      sitesBefore: totalOf(own, 'sitesBefore'),
      sitesAfter: totalOf(own, 'sitesAfter'),
      reaches: builtServices.map(service => reachOf(facts, perSite, county.countyCode, service, own)),
    }
  })
  return {
    beforeFen: totalOf(lines, 'beforeFen'),
    afterFen: totalOf(lines, 'afterFen'),
    lines,
    counties,
    offices: facts.offices.map(office => {
      const own = lines.filter(({ countyCode }) => countyCode === office.countyCode)
      return {
        ...{ ...office, countyGb2260: '', isBorder: false, sitesBefore: 0, sitesAfter: 0, reaches: [] },
        beforeFen: totalOf(own, 'beforeFen'),
        afterFen: totalOf(own, 'afterFen'),
      }
    }),
    border: borderOf(counties),
    unitCosts: [...facts.unitCosts],
    perSite,
  }
}

/** New sites reach what existing ones do on average, but never more people than are out of reach today. */
function reachOf(
  { services }: MoneyFacts,
  perSite: readonly PerSite[],
  countyCode: string,
  service: CoverageService,
  lines: readonly MoneyLine[],
): Reach {
  const own = services.find(one => one.countyCode === countyCode && one.service === service)
  const [elders, today] = [own?.elders ?? 0, own?.reached ?? 0]
  const average = perSite.find(one => one.countyCode === countyCode && one.service === service)?.elders ?? 0
  const ofService = lines.filter(({ kind }) => serviceOfKind[kind] === service)
  const reached = (sites: number) => today + Math.min(elders - today, Math.round(sites * average))
  const before = reached(totalOf(ofService, 'sitesBefore'))
  return { service, elders, today, before, after: reached(totalOf(ofService, 'sitesAfter')) }
}

function averagesOf({ counties, services }: MoneyFacts): PerSite[] {
  return builtServices.flatMap(service => {
    const all = services.filter(one => one.service === service)
    const sites = totalOf(all, 'sites')
    const whole = sites === 0 ? 0 : Math.round(totalOf(all, 'reached') / sites)
    return counties.map(({ countyCode }) => {
      const own = all.find(one => one.countyCode === countyCode)
      return own && own.sites > 0
        ? {
            countyCode,
            service,
            elders: Math.round(own.reached / own.sites),
            sites: own.sites,
            isOfArea: false,
          }
        : { countyCode, service, elders: whole, sites: 0, isOfArea: true }
    })
  })
}

function borderOf(counties: readonly MoneyCounty[]): MoneyAnswer['border'] {
  const border = counties.filter(({ isBorder }) => isBorder)
  if (border.length === 0) return []
  return builtServices.map(service => {
    const reaches = border.flatMap(({ reaches }) => reaches.filter(one => one.service === service))
    return {
      service,
      elders: totalOf(reaches, 'elders'),
      before: totalOf(reaches, 'before'),
      after: totalOf(reaches, 'after'),
    }
  })
}

export function totalOf<Field extends string>(
  rows: readonly Readonly<Record<Field, number>>[],
  field: Field,
): number {
  return rows.reduce((sum, row) => sum + row[field], 0)
}

/** How many of the whole area are reached because of the plan, by service, and what one of them costs. */
export function gainOf(answer: MoneyAnswer, service: CoverageService): number {
  const reaches = answer.counties.flatMap(({ reaches }) => reaches.filter(one => one.service === service))
  return totalOf(reaches, 'after') - totalOf(reaches, 'before')
}
