// What everybody may know of a place: where it is, what it offers, when it is open, its own telephone. No person.
import { sql } from 'kysely'
import type { SiteKind, SiteService } from '../../domain/facilities/facility.ts'
import type { Database } from '../kernel/database.ts'

export interface PublicPlace {
  countyCode: string
  id: string
  kind: SiteKind
  name: string
  place: string
  address: string | null
  telephone: string | null
  services: SiteService[]
  beds: number
  isOnPause: boolean
  isFiled: boolean
  restsInWinter: boolean
  openingWeek: string | null
  opensAt: number | null
  closesAt: number | null
  /** Of a canteen: seven letters each, '-' where nothing is served. */
  lunch: string | null
  supper: string | null
}

export interface PublicArea {
  code: string
  name: string
  places: number
}

const isOpen = sql`s.state in ('running', 'onPause')`

/** Counties that have a place to show. */
export async function publicPlaceCounties(db: Database): Promise<PublicArea[]> {
  const { rows } = await sql<PublicArea>`
    select s.county_code as code, r.short_name as name, count(*)::int as places from network_sites s
    join regions r on r.code = s.county_code || '000000'
    where ${isOpen} group by 1, 2 order by 1`.execute(db)
  return rows
}

/** Townships of a county; what lies in the county itself stands in each of them under the whole county only. */
export async function publicPlaceTownships(db: Database, countyCode: string): Promise<PublicArea[]> {
  const { rows } = await sql<PublicArea>`
    select left(s.region_code, 9) as code, r.short_name as name, count(*)::int as places from network_sites s
    join regions r on r.code = left(s.region_code, 9) || '000'
    where s.county_code = ${countyCode} and right(s.region_code, 6) <> '000000' and ${isOpen}
    group by 1, 2 order by 1`.execute(db)
  return rows
}

/** `stem` is the beginning of a county's or township's code. */
export async function publicPlaces(
  db: Database,
  { stem, kind, today, limit }: { stem: string; kind: SiteKind | null; today: string; limit: number },
): Promise<PublicPlace[]> {
  const { rows } = await sql<PublicPlace>`
    select s.county_code, s.id, s.kind, s.name, concat_ws(' ',
        case when right(s.region_code, 6) <> '000000' then town.short_name else county.short_name end,
        case when right(s.region_code, 3) <> '000' then village.short_name end) as place,
      s.address, s.telephone, s.services, s.beds, s.state = 'onPause' as is_on_pause,
      exists (select from facility_papers p where p.county_code = s.county_code and p.facility_id = s.id
        and p.kind = 'homeFiling' and p.ended_on is null and coalesce(p.expires_on, 'infinity') >= ${today}::date)
        as is_filed,
      coalesce(s.winter = 'restsInWinter', false) as rests_in_winter, s.opening_week, f.opens_at, f.closes_at,
      o.lunch, o.supper
    from network_sites s
    join regions village on village.code = s.region_code
    join regions county on county.code = s.county_code || '000000'
    left join regions town on town.code = left(s.region_code, 9) || '000'
    left join facilities f on f.county_code = s.county_code and f.id = s.id
    left join lateral (select lunch, supper from canteen_openings x where s.kind = 'canteen'
      and x.county_code = s.county_code and x.canteen_id = s.id and x.valid_from <= ${today}
      order by x.valid_from desc limit 1) o on true
    where s.county_code = left(${stem}, 6) and s.region_code like ${`${stem}%`} and ${isOpen}
      ${kind ? sql`and s.kind = ${kind}` : sql``}
    order by s.region_code, s.kind, s.name, s.id limit ${limit}`.execute(db)
  return rows
}
