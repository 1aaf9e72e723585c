// Brings the shipped reference files into the database: the tree with its spellings, old codes, the calendar.
import type pg from 'pg'
import { customPinyin, pinyin } from 'pinyin-pro'
import { type ReferenceRegion, readIdCodes, readRegions, readSpecialDays } from './reference.ts'

/** The shipped division list is the edition of this day (data/README.md). */
export const divisionsAsOf = '2023-06-30'

/** Characters with two readings that the dictionary reads wrongly in names of places and of the founding family. */
const placeReadings: Record<string, string> = {
  珲春: 'hún chūn',
  单家: 'shàn jiā',
  仇家: 'qiú jiā',
  任家: 'rén jiā',
  曾家: 'zēng jiā',
  曲家: 'qū jiā',
  翟家: 'zhái jiā',
  解家: 'xiè jiā',
  盖家: 'gě jiā',
  查家: 'zhā jiā',
  朴家: 'piáo jiā',
  长发: 'cháng fā',
  长白: 'cháng bái',
  重兴: 'chóng xīng',
  重庆: 'chóng qìng',
  大夫: 'dài fu',
}
customPinyin(placeReadings)

/** How a person types the name of a place: whole syllables, and first letters. */
export function spellingsOf(name: string): { pinyin: string; initials: string } {
  // Surname mode would read the first character of every place as a family name.
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    surname: 'off',
    nonZh: 'consecutive',
    v: true,
  })
    .map(syllable => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter(syllable => syllable !== '')
  return {
    pinyin: syllables.join(''),
    initials: syllables.map(syllable => (/^\d+$/.test(syllable) ? syllable : syllable[0])).join(''),
  }
}

export interface ReferenceCounts {
  regions: number
  idCodes: number
  specialDays: number
}

/**
 * Loads or refreshes all reference tables in one transaction; running it again changes nothing. Nothing is
 * ever deleted here: rows of a code that a newer edition dropped still stand under people's records.
 */
export async function loadReference(pool: pg.Pool): Promise<ReferenceCounts> {
  const regions = readRegions()
  const idCodes = readIdCodes()
  const specialDays = readSpecialDays()
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(upsertRegions, [JSON.stringify(regions.map(regionRow))])
    await client.query(upsertIdCodes, [JSON.stringify(idCodes)])
    await client.query(upsertSpecialDays, [JSON.stringify(specialDays)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  return { regions: regions.length, idCodes: idCodes.length, specialDays: specialDays.length }
}

function regionRow(region: ReferenceRegion) {
  return {
    code: region.code,
    name: region.name,
    short_name: region.shortName,
    name_ko: region.nameKo,
    level: region.level,
    parent_code: region.parentCode,
    county_gb2260: region.countyGb2260,
    kind: region.kind,
    urban_rural_code: region.urbanRuralCode,
    statistical_only: region.statisticalOnly,
    ...spellingsOf(region.shortName),
    lon: region.lon,
    lat: region.lat,
    valid_from: divisionsAsOf,
    valid_to: null,
  }
}

// One statement of 13,014 rows; the parent's foreign key is checked at its end, so the order does not matter.
// An unchanged row is left alone: a second load must not rewrite (and bloat) the table at every start.
const upsertRegions = `
  insert into regions select * from json_populate_recordset(null::regions, $1::json)
  on conflict (code) do update set
    name = excluded.name, short_name = excluded.short_name, name_ko = excluded.name_ko, level = excluded.level,
    parent_code = excluded.parent_code, county_gb2260 = excluded.county_gb2260, kind = excluded.kind,
    urban_rural_code = excluded.urban_rural_code, statistical_only = excluded.statistical_only,
    pinyin = excluded.pinyin, initials = excluded.initials, lon = excluded.lon, lat = excluded.lat
  where (regions.name, regions.short_name, regions.name_ko, regions.level, regions.parent_code,
      regions.county_gb2260, regions.kind, regions.urban_rural_code, regions.statistical_only, regions.pinyin,
      regions.initials, regions.lon, regions.lat)
    is distinct from (excluded.name, excluded.short_name, excluded.name_ko, excluded.level, excluded.parent_code,
      excluded.county_gb2260, excluded.kind, excluded.urban_rural_code, excluded.statistical_only,
      excluded.pinyin, excluded.initials, excluded.lon, excluded.lat)`

const upsertIdCodes = `
  insert into id_code_history (code, name, first_year, last_year, current)
  select code, name, "firstListYear", "lastListYear", current
  from json_to_recordset($1::json)
    as given (code text, name text, "firstListYear" int, "lastListYear" int, current boolean)
  on conflict (code) do update set
    name = excluded.name, first_year = excluded.first_year, last_year = excluded.last_year,
    current = excluded.current`

const upsertSpecialDays = `
  insert into calendar_days (day, kind, name)
  select day, kind, name from json_to_recordset($1::json) as given (day date, kind text, name text)
  on conflict (day) do update set kind = excluded.kind, name = excluded.name`
