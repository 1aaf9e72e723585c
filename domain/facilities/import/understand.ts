// Understands one line of an office's table of places: what each cell says, and what is wrong with it.

import type { ImportCell } from '../../elders/import/columns.ts'
import { plain, readBirth, readPhones, readYesNo } from '../../elders/import/values.ts'
import type { FindPlace } from '../../elders/import/villages.ts'
import { ancestorAt, levelOf } from '../../kernel/area.ts'
import type { Day } from '../../kernel/day.ts'
import { Refused } from '../../kernel/refusal.ts'
import {
  type FacilityFields,
  type FacilityKind,
  type FacilityState,
  facilityKinds,
  facilityStates,
  type GoverningBody,
  governingBodies,
  type ManagerRole,
  managerRoles,
  type SiteService,
  siteServices,
  tierOfKind,
} from '../facility.ts'
import { checkPlace } from '../rules.ts'
import { headerOf, type PlaceField } from './columns.ts'

export interface RowProblem {
  field: PlaceField | null
  code: string
  message: string
  severity: 'refused' | 'suspicious'
}

/** Only what the line says; an empty cell says nothing and changes nothing. */
export interface Given extends Partial<FacilityFields> {
  state?: FacilityState
  openedOn?: Day
  managerPhone?: string
}

export interface ReadRow {
  row: number
  regionCode: string | null
  given: Given
  problems: RowProblem[]
}

/** What finding a place needs beside villages. */
export interface PlaceNames {
  findVillage: FindPlace
  /** Code → name of counties and townships within the batch's region. */
  above: ReadonlyMap<string, string>
  batchRegion: string
}

type Mapping = Readonly<Record<number, PlaceField | null>>

class Line {
  readonly problems: RowProblem[] = []
  private readonly texts = new Map<PlaceField, string>()

  constructor(cells: readonly ImportCell[], mapping: Mapping) {
    for (const [index, field] of Object.entries(mapping)) {
      const cell = cells[Number(index)]
      if (field && cell && cell.kind !== 'error' && cell.text.trim() !== '' && !this.texts.has(field))
        this.texts.set(field, cell.text.trim())
    }
  }

  text(field: PlaceField): string | null {
    return this.texts.get(field) ?? null
  }

  wrong(severity: RowProblem['severity'], field: PlaceField | null, code: string, message: string): void {
    this.problems.push({ severity, field, code, message })
  }

  /** At most so long; longer is cut by nobody in silence. */
  short(field: PlaceField, maximum: number): string | undefined {
    const text = this.text(field)
    if (text === null) return undefined
    if (text.length > maximum)
      this.wrong('refused', field, 'tooLong', `“${headerOf(field)}”最多 ${maximum} 个字。`)
    return text
  }

  whole(field: PlaceField, maximum: number): number | undefined {
    const text = this.text(field)
    if (text === null) return undefined
    const match = /^(\d{1,6})(?:\.0+)?(?:张|人|个|平方米|平米|㎡)?$/.exec(plain(text).replace(/[,，\s]/g, ''))
    const value = match ? Number(match[1]) : Number.NaN
    if (!(value <= maximum)) {
      this.wrong(
        'refused',
        field,
        'numberUnread',
        `“${headerOf(field)}”写的是“${text.slice(0, 20)}”，应为 0 到 ${maximum} 的整数。`,
      )
      return undefined
    }
    return value
  }

  chosen<Key extends string>(field: PlaceField, find: (text: string) => Key | null): Key | undefined {
    const text = this.text(field)
    if (text === null) return undefined
    const found = find(plain(text))
    if (found === null)
      this.wrong(
        'suspicious',
        field,
        'wordUnknown',
        `“${headerOf(field)}”写的是“${text.slice(0, 20)}”，不认识，导入时不填这一项。`,
      )
    return found ?? undefined
  }
}

const kindWords: readonly [RegExp, FacilityKind][] = [
  [/失智|认知症|记忆照护/, 'dementiaZone'],
  [/实践站|实践所/, 'practiceStation'],
  [/嵌入式|综合.*服务中心/, 'embeddedCentre'],
  [/日间照料|日照中心|托老/, 'dayCare'],
  [/互助/, 'mutualAidStation'],
  [/大院/, 'elderCourtyard'],
  [/乡镇|镇.*福利|乡.*福利|农村.*福利|敬老院|福利服务中心/, 'townshipWelfareCentre'],
  [/县级|社会福利|福利中心|福利院/, 'countyWelfareCentre'],
  [/养老院|养老机构|老年公寓|护理院|颐养|养老中心|托养中心/, 'careHome'],
]

export function readKind(text: string): FacilityKind | null {
  const exact = facilityKinds.keys.find(key => facilityKinds.words[key] === text)
  return exact ?? kindWords.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

const stateWords: readonly [RegExp, FacilityState][] = [
  [/规划|拟建|计划/, 'inPlanning'],
  [/筹建|在建|建设中|筹备/, 'beingPrepared'],
  [/撤并|撤销|合并|拆除/, 'removed'],
  [/停办|关停|停用|关闭|停业|注销/, 'shutDown'],
  [/暂停|停开|歇业|闲置|未运营/, 'onPause'],
  [/正常|运营|运行|开放|在用|使用/, 'running'],
]

const bodyWords: readonly [RegExp, GoverningBody][] = [
  [/老年?协会|老协/, 'elderAssociation'],
  [/互助/, 'mutualAidTeam'],
  [/民政/, 'civilAffairs'],
  [/乡|镇|街道|政府/, 'townshipGovernment'],
  [/村|居委|社区/, 'villageCommittee'],
  [/慈善|基金会|公益/, 'charityRuns'],
  [/公司|企业|民营|个人/, 'company'],
  [/机构|运营方|民办非/, 'careHomeOperator'],
]

const roleWords: readonly [RegExp, ManagerRole][] = [
  [/书记/, 'partySecretary'],
  [/妇女|妇联/, 'womensDirector'],
  [/会长|协会/, 'associationHead'],
  [/村.*主任|主任.*村|村长|村主任/, 'committeeHead'],
  [/院长|主任|站长/, 'homeDirector'],
]

const wordOf =
  <Key extends string>(words: Readonly<Record<Key, string>>, patterns: readonly [RegExp, Key][]) =>
  (text: string): Key | null =>
    (Object.keys(words) as Key[]).find(key => words[key] === text) ??
    patterns.find(([pattern]) => pattern.test(text))?.[1] ??
    null

const readState = wordOf<FacilityState>(facilityStates.words, stateWords)
const readBody = wordOf<GoverningBody>(governingBodies.words, bodyWords)
const readRole = wordOf<ManagerRole>(managerRoles.words, [...roleWords, [/./, 'otherHead']])

const serviceWords: readonly [RegExp, SiteService][] = [
  [/餐|饭|食堂/, 'meal'],
  [/浴|澡/, 'bath'],
  [/日间|日托|托养/, 'dayStay'],
  [/住|全托|供养/, 'longStay'],
  [/医|诊|看病/, 'doctor'],
  [/康复|护理/, 'rehabilitation'],
  [/慰藉|聊天|心理/, 'comfort'],
  [/购|跑腿/, 'shopping'],
  [/文体|娱乐|活动|棋牌/, 'recreation'],
  [/理发|剪发/, 'hairCut'],
]
const readService = wordOf<SiteService>(siteServices.words, serviceWords)

export function understandRow(
  row: number,
  cells: readonly ImportCell[],
  { mapping, names, today }: { mapping: Mapping; names: PlaceNames; today: Day },
): ReadRow {
  const line = new Line(cells, mapping)
  const name = line.short('name', 60)
  if (name === undefined) line.wrong('refused', 'name', 'nameMissing', '没有写名称。请补填后再导入。')
  const kind = readKind(plain(line.text('kind') ?? '')) ?? readKind(name ?? '')
  if (kind === null)
    line.wrong(
      'refused',
      'kind',
      'kindUnknown',
      `认不出是哪一类设施。“类型”请写${Object.values(facilityKinds.words).slice(0, 5).join('、')}等。`,
    )
  const regionCode = kind === null ? null : placeOf(line, kind, names)
  const given: Given = defined({
    ...{
      name,
      ...(kind && { kind, tier: tierOfKind[kind] }),
      registryNumber: line.short('registryNumber', 40),
    },
    ...{ address: line.short('address', 120), ...coordinatesOf(line) },
    ...{ telephone: line.short('telephone', 30), governingBody: line.chosen('governingBody', readBody) },
    ...{ governingName: line.short('governingName', 60), managerName: line.short('managerName', 30) },
    ...{ managerRole: line.chosen('managerRole', readRole), managerPhone: phoneOf(line) },
    ...{ beds: line.whole('beds', 2000), fullDayLodging: lodgingOf(line) },
    ...{
      dayPlaces: line.whole('dayPlaces', 2000),
      areaSquareMeters: line.whole('areaSquareMeters', 200_000) || undefined,
    },
    ...{
      services: servicesOf(line),
      state: line.chosen('state', readState),
      openedOn: openedOf(line, today),
    },
    note: line.short('note', 300),
  })
  if (given.fullDayLodging && given.beds === 0)
    line.wrong('refused', 'beds', 'lodgingWithoutBeds', '写了提供全日住宿，床位数却是 0。请核对。')
  return { row, regionCode, given, problems: line.problems }
}

function defined(fields: Record<string, unknown>): Given {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function placeOf(line: Line, kind: FacilityKind, names: PlaceNames): string | null {
  const [county, township, village] = [line.text('county'), line.text('township'), line.text('village')]
  const found =
    village === null ? higher(county, township, names) : names.findVillage({ county, township, village })
  if (found.code === null) {
    line.wrong('refused', village === null ? 'township' : 'village', 'placeUnknown', found.message)
    return null
  }
  try {
    checkPlace(kind, found.code)
    return found.code
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    line.wrong('refused', 'village', 'placeTooWide', error.message)
    return null
  }
}

const stem = (name: string) => plain(name).replace(/(街道办事处|街道|镇|乡|县|市|区)$/, '')

/** A township by its name, or a county; without any name the batch's own region. */
export function higher(
  county: string | null,
  township: string | null,
  { above, batchRegion }: Pick<PlaceNames, 'above' | 'batchRegion'>,
): { code: string } | { code: null; message: string } {
  const named = (word: string, level: 'county' | 'township') =>
    [...above].filter(
      ([code, name]) => levelOf(code) === level && (name === word || stem(name) === stem(word)),
    )
  const counties = county === null ? [] : named(county, 'county').map(([code]) => code)
  const inCounty = (code: string) => counties.length === 0 || counties.includes(ancestorAt(code, 'county'))
  const codes =
    township === null
      ? county === null
        ? [batchRegion]
        : counties
      : named(township, 'township')
          .map(([code]) => code)
          .filter(inCounty)
  const [code] = codes
  if (codes.length === 1 && code) return { code }
  const said = [county, township].filter(Boolean).join(' ')
  return {
    code: null,
    message:
      codes.length === 0
        ? `在本辖区没有找到“${said}”。请核对县名和乡镇名。`
        : `有 ${codes.length} 个“${said}”。请加一列县（市、区）。`,
  }
}

/** Within Jilin and its neighbours; a pair that lies elsewhere is mostly written the wrong way round. */
function coordinatesOf(line: Line): Pick<Given, 'lon' | 'lat'> {
  const [lonText, latText] = [line.text('lon'), line.text('lat')]
  if (lonText === null && latText === null) return {}
  const [lon, lat] = [Number(plain(lonText ?? '')), Number(plain(latText ?? ''))]
  if (lon >= 121 && lon <= 132 && lat >= 40 && lat <= 47) return { lon, lat }
  line.wrong('suspicious', 'lon', 'coordinatesOdd', '经纬度不在吉林省内或写反了，导入时不填坐标。')
  return {}
}

function phoneOf(line: Line): string | undefined {
  const text = line.text('managerPhone')
  if (text === null) return undefined
  const { phones } = readPhones(text)
  if (phones[0]) return phones[0]
  line.wrong('suspicious', 'managerPhone', 'phoneUnread', '负责人电话认不出来，导入时不填。')
  return undefined
}

function lodgingOf(line: Line): boolean | undefined {
  const text = line.text('fullDayLodging')
  if (text === null) return undefined
  const said = readYesNo(text)
  if (said === null)
    line.wrong('suspicious', 'fullDayLodging', 'wordUnknown', '“提供全日住宿”请写是或否，导入时不填。')
  return said ?? undefined
}

function servicesOf(line: Line): SiteService[] | undefined {
  const text = line.text('services')
  if (text === null) return undefined
  const pieces = text.split(/[、,，;；/|\s]+/).filter(piece => piece !== '')
  const unknown = pieces.filter(piece => readService(plain(piece)) === null)
  if (unknown.length > 0)
    line.wrong(
      'suspicious',
      'services',
      'wordUnknown',
      `服务里的“${unknown.join('、').slice(0, 40)}”不认识，导入时不填这几项。`,
    )
  return [...new Set(pieces.flatMap(piece => readService(plain(piece)) ?? []))]
}

function openedOf(line: Line, today: Day): Day | undefined {
  const text = line.text('openedOn')
  if (text === null) return undefined
  const day = readBirth(text, today)?.bornOn ?? null
  if (day !== null && day <= today && day >= '1950-01-01') return day
  line.wrong(
    'suspicious',
    'openedOn',
    'dateUnread',
    `开办时间“${text.slice(0, 20)}”认不出来，导入时按今天算。`,
  )
  return undefined
}
