// Finds the village a row means: villages write their names in many ways, and some names stand twice.
import { ancestorAt, levelOf } from '../../kernel/area.ts'
import { plain } from './values.ts'

export interface NamedRegion {
  code: string
  name: string
  shortName: string
}

export interface PlaceWords {
  county: string | null
  township: string | null
  village: string | null
}

export type PlaceFinding =
  | { code: string }
  | {
      code: null
      reason: 'villageMissing' | 'villageUnknown' | 'villageAmbiguous' | 'villageOther'
      message: string
    }

export type FindPlace = (words: PlaceWords) => PlaceFinding

/** “水南村（五组）” and “水南村民委员会” are one village; “新立村” and “新立社区” are two. */
function written(text: string): string {
  return plain(text)
    .replace(/\(.*?\)|\[.*?\]|[\s、,，:：.·-]/g, '')
    .replace(/村民?委员?会$/, '村')
    .replace(/社区居民?委员?会$|居民?委员?会$/, '社区')
    .replace(/行政村$/, '村')
}

function bare(text: string): string {
  return text.replace(/(社区|村|嘎查|街道办事处|街道|镇|(?:朝鲜族|满族|蒙古族|回族|锡伯族)*乡|办事处)$/, '')
}

class Names {
  private readonly codes = new Map<string, Set<string>>()

  add(name: string, code: string): void {
    const known = this.codes.get(name)
    if (known) known.add(code)
    else this.codes.set(name, new Set([code]))
  }

  /** Codes of a name as written, else of its bare form. */
  find(text: string): string[] {
    const name = written(text)
    return [...(this.codes.get(name) ?? this.codes.get(`~${bare(name)}`) ?? [])]
  }

  addRegion({ code, name, shortName }: NamedRegion): void {
    for (const one of new Set([written(name), written(shortName)])) {
      if (one === '') continue
      this.add(one, code)
      const stem = bare(one)
      if (stem !== '') this.add(`~${stem}`, code)
    }
  }
}

/** `regions`: everything inside the batch's region, itself included. */
export function placeFinder(regions: readonly NamedRegion[], batchRegion: string): FindPlace {
  const counties = new Names()
  const townships = new Names()
  const villages = new Names()
  const names = new Map(regions.map(region => [region.code, region.shortName]))
  for (const region of regions) {
    const level = levelOf(region.code)
    if (level === 'county') counties.addRegion(region)
    if (level === 'township') townships.addRegion(region)
    if (level === 'village') villages.addRegion(region)
  }
  const seen = new Map<string, PlaceFinding>()
  const find = (words: PlaceWords): PlaceFinding =>
    levelOf(batchRegion) === 'village'
      ? ownVillage(words, batchRegion, names, villages)
      : findVillage(words, { counties, townships, villages, names })
  return words => {
    const key = `${words.county ?? ''}|${words.township ?? ''}|${words.village ?? ''}`
    const known = seen.get(key)
    if (known) return known
    const finding = find(words)
    // A ledger names some thousands of places; a file of nonsense must not fill the memory.
    if (seen.size < 50_000) seen.set(key, finding)
    return finding
  }
}

/** A village's own table need not name the village; if it names another, somebody mixed up files. */
function ownVillage(
  { village }: PlaceWords,
  code: string,
  names: ReadonlyMap<string, string>,
  villages: Names,
): PlaceFinding {
  if (village === null || village === code || villages.find(village).includes(code)) return { code }
  const own = names.get(code) ?? ''
  const stem = bare(written(own))
  if (stem !== '' && written(village).includes(stem)) return { code }
  return {
    code: null,
    reason: 'villageOther',
    message: `这一行写的是“${village}”，本表应是${own}。请把这一行放到那个村的表里上传。`,
  }
}

interface Known {
  counties: Names
  townships: Names
  villages: Names
  names: ReadonlyMap<string, string>
}

function findVillage(words: PlaceWords, known: Known): PlaceFinding {
  const { village } = words
  if (village === null)
    return { code: null, reason: 'villageMissing', message: '没有写村（社区）。请补填“村”一列后再上传。' }
  if (/^\d{12}$/.test(plain(village))) {
    const code = plain(village)
    if (levelOf(code) === 'village' && known.names.has(code)) return { code }
  }
  const found = known.villages.find(village)
  const codes = withinNamed(found.length > 0 ? found : insidePath(village, known), words, known)
  if (codes.length === 1) return { code: codes[0] as string }
  if (codes.length === 0)
    return {
      code: null,
      reason: 'villageUnknown',
      message: `在本辖区没有找到“${[words.county, words.township, village].filter(Boolean).join(' ')}”。请核对村名和乡镇名。`,
    }
  const where = codes.slice(0, 3).map(code => known.names.get(ancestorAt(code, 'township')) ?? '')
  const isSameTownship = new Set(codes.map(code => ancestorAt(code, 'township'))).size === 1
  return {
    code: null,
    reason: 'villageAmbiguous',
    message: isSameTownship
      ? `“${village}”在${where[0]}有 ${codes.length} 个。请写全名（“村”或“社区”），或写 12 位区划代码。`
      : `有${codes.length === 2 ? '两' : ` ${codes.length} `}个同名的“${village}”（${where.join('、')}）。请加一列乡镇。`,
  }
}

/** Keeps the villages inside the named township and county; a name nobody knows excludes nothing by itself. */
function withinNamed(codes: readonly string[], { county, township }: PlaceWords, known: Known): string[] {
  let left = [...codes]
  if (township !== null) {
    const named = known.townships.find(township)
    const inside = left.filter(code => named.includes(ancestorAt(code, 'township')))
    if (named.length > 0) left = inside
    else
      left = left.filter(code =>
        township.includes(bare(written(known.names.get(ancestorAt(code, 'township')) ?? '\n'))),
      )
  }
  if (county !== null && left.length > 1) {
    const named = known.counties.find(county)
    left = left.filter(code => named.includes(ancestorAt(code, 'county')))
  }
  if (left.length > 1 && township !== null) {
    // “图们市石岘镇” in one cell: the county stands before the township.
    const inCounty = left.filter(code =>
      township.startsWith(known.names.get(ancestorAt(code, 'county')) ?? '\n'),
    )
    if (inCounty.length > 0) left = inCounty
  }
  return left
}

/** “石岘镇水南村三组”: the longest village name the text holds, after a township it holds where it holds one. */
function insidePath(text: string, known: Known): string[] {
  const whole = written(text)
  for (let length = whole.length - 1; length >= 2; length--) {
    for (let from = whole.length - length; from >= 0; from--) {
      const piece = whole.slice(from, from + length)
      if (!/[村区查]$/.test(piece)) continue
      const codes = known.villages.find(piece)
      if (codes.length === 0) continue
      const before = whole.slice(0, from)
      const inTownship = codes.filter(code => {
        const stem = bare(written(known.names.get(ancestorAt(code, 'township')) ?? ''))
        return stem !== '' && before.includes(stem)
      })
      return inTownship.length > 0 ? inTownship : codes
    }
  }
  return []
}
