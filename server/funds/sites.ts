// The site a project became: a canteen or a facility of the same county, and who was served there.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { FundSite } from '../../domain/funds/fund.ts'
import type { ProjectServed } from '../../domain/funds/overview.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { unknown } from './keeping.ts'

export interface SiteKey {
  countyCode: string
  siteKind: FundSite
  siteId: string
}

const tableOf = (kind: FundSite) => sql.table(kind === 'canteen' ? 'canteens' : 'facilities')

export async function siteOf(
  { tx }: Pick<Context, 'tx'>,
  { countyCode, siteKind, siteId }: SiteKey,
): Promise<{ name: string; regionCode: string }> {
  const found = await sql<{ name: string; regionCode: string }>`
    select name, region_code from ${tableOf(siteKind)}
    where county_code = ${countyCode} and id = ${siteId}::uuid`.execute(tx)
  const site = found.rows[0]
  if (!site) throw unknown(siteKind === 'canteen' ? '这个助餐点' : '这个养老服务设施')
  return site
}

const sitesAtMost = 300

/** Those of the county, the same village first, then the same township. */
export async function sitesNear(
  { tx }: Context,
  { countyCode, id, siteKind }: InputOf<(typeof fundApi)['fundProject.sites']>,
): Promise<OutputOf<(typeof fundApi)['fundProject.sites']>> {
  const found = await sql<{ id: string; name: string; placeName: string }>`
    select s.id, s.name, r.short_name as place_name
    from fund_projects p
    join ${tableOf(siteKind)} s on s.county_code = p.county_code
    join regions r on r.code = s.region_code
    where p.county_code = ${countyCode} and p.id = ${id}::uuid
    order by s.region_code = p.region_code desc, left(s.region_code, 9) = left(p.region_code, 9) desc,
      s.region_code, s.name limit ${sitesAtMost}`.execute(tx)
  return { rows: found.rows }
}

/** Since the door opened: meals and those who ate them, and who lives there. Null while no site is known. */
export async function servedAt(
  { tx, today }: Pick<Context, 'tx' | 'today'>,
  site: SiteKey & { openedOn: Day | null; paidFen: number },
): Promise<ProjectServed | null> {
  const { countyCode, siteKind, siteId, openedOn, paidFen } = site
  const { name } = await siteOf({ tx }, site)
  const since = openedOn ?? '2000-01-01'
  const canteenId =
    siteKind === 'canteen'
      ? sql`${siteId}::uuid`
      : sql`(select canteen_id from facilities where county_code = ${countyCode} and id = ${siteId}::uuid)`
  const found = await sql<Omit<ProjectServed, 'siteName' | 'openedOn' | 'costFenAServing'>>`
    select count(*)::int as servings, count(distinct v.elder_id)::int as diners,
      (count(*) filter (where v.day > ${addDays(today, -30)}))::int as servings_last_month,
      (select count(distinct t.elder_id)::int from stays t where t.county_code = ${countyCode}
        and t.facility_id = ${siteId}::uuid and coalesce(t.left_on, '9999-12-31') >= ${since}) as residents
    from meal_servings v
    where v.county_code = ${countyCode} and v.canteen_id = ${canteenId} and v.day >= ${since}
      and v.undone_at is null`.execute(tx)
  const counts = found.rows[0] ?? { servings: 0, diners: 0, servingsLastMonth: 0, residents: 0 }
  return {
    ...{ siteName: name, openedOn, ...counts },
    costFenAServing: counts.servings === 0 ? null : Math.round(paidFen / counts.servings),
  }
}
