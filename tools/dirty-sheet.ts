// Makes a village spreadsheet as it really is, with the truth about every row; all people in it are synthetic.
import type { RecordedGroup } from '../domain/elders/elder.ts'
import type { ImportField } from '../domain/elders/import/columns.ts'
import type { ProblemCode } from '../domain/elders/import/problems.ts'
import type { SkipReason } from '../domain/elders/import/understand.ts'
import type { Day } from '../domain/kernel/day.ts'
import { Chance } from '../server/synthetic/chance.ts'
import {
  cleanCells,
  type DirtyKind,
  type DirtyPerson,
  dirts,
  dirtyKinds,
  endingOf,
  makePerson,
  numberFits,
  type RowCells,
  text,
} from './dirty-people.ts'
import { gbkBytes, type RawCell, type RawMerge, type RawSheet, rawCsv, rawXlsx } from './raw-sheet.ts'

export interface DirtySheetWish {
  seed: string | number
  villageName: string
  townshipName?: string
  /** 2299NN only: never issued to a living person. */
  areaCode?: string
  people: number
  format: 'xlsx' | 'csv-gbk' | 'csv-utf8'
  today?: Day
}

export interface DirtyTruth {
  /** 1-based, as the spreadsheet program shows it. */
  row: number
  kind: DirtyKind | 'duplicate' | SkipReason
  name: string
  status: 'ready' | 'suspicious' | 'refused' | 'skipped'
  /** The problem that must be told about the row. */
  code: ProblemCode | null
  citizenNumber: string | null
  bornOn: Day | null
  groups: RecordedGroup[]
  /** The earlier row of the same person. */
  sameAs: number | null
}

export interface DirtySheet {
  bytes: Buffer
  truth: DirtyTruth[]
  /** 1-based row of the (last) header line, and what each column truly holds. */
  headerRow: number
  columns: (ImportField | null)[]
}

/** Field → how this village might head it. */
const headings: Partial<Record<ImportField, readonly string[]>> = {
  name: ['姓名', '老人姓名', '姓 名', '老年人姓名'],
  sex: ['性别', '性 别'],
  citizenNumber: ['身份证号', '身份证号码', '公民身份号码', '居民身份证号', '证件号码'],
  bornOn: ['出生日期', '出生年月', '出生年月日', '生日'],
  age: ['年龄', '年龄（周岁）'],
  ethnicity: ['民族'],
  phone: ['联系电话', '电话', '本人电话', '联系方式'],
  township: ['乡镇', '所属乡镇', '乡镇（街道）'],
  village: ['村', '行政村', '村（社区）', '所在村'],
  hamlet: ['屯', '村民小组', '组'],
  householdKey: ['户主', '户主姓名'],
  note: ['备注', '说明'],
}
const groupHeadings = { livesAlone: '是否独居', emptyNest: '空巢', careDependent: '失能' } as const
const unknownHeadings = ['文化程度', '婚姻状况', '是否低保']
const groupWords: Partial<Record<RecordedGroup, string>> = {
  livesAlone: '独居老人',
  emptyNest: '空巢',
  careDependent: '失能',
}

interface Column {
  field: ImportField | null
  heading: string
  /** The line above, where the table groups its columns. */
  group: string
}

export function makeDirtySheet(wish: DirtySheetWish): DirtySheet {
  const { villageName, areaCode = '229954', format, today = '2026-11-23' } = wish
  if (!/^2299\d\d$/.test(areaCode)) throw new Error('A dirty sheet only holds numbers of area 2299NN.')
  const chance = new Chance(`dirty-sheet/${wish.seed}`)
  const columns = drawColumns(wish.townshipName, chance)
  const sheet = new SheetBuilder(columns, format, today, areaCode, chance)
  sheet.head(wish.townshipName ?? '', villageName)
  sheet.people(unitsOf(wish.people, chance), { village: villageName, township: wish.townshipName ?? '' })
  sheet.end()
  const raw = { name: '台账', rows: sheet.rows, merges: sheet.merges }
  return {
    bytes: bytesOf(raw, format),
    truth: sheet.truth,
    headerRow: sheet.headerRow,
    columns: columns.map(({ field }) => field),
  }
}

function bytesOf(raw: RawSheet, format: DirtySheetWish['format']): Buffer {
  if (format === 'xlsx') return rawXlsx(raw)
  return format === 'csv-gbk' ? gbkBytes(rawCsv(raw)) : Buffer.from(`\ufeff${rawCsv(raw)}`)
}

function drawColumns(township: string | undefined, chance: Chance): Column[] {
  const fields = Object.keys(headings) as ImportField[]
  const columns: Column[] = fields
    .filter(field => field !== 'note' && (field !== 'township' || township !== undefined))
    .map(field => ({ field, heading: chance.pick(headings[field]!), group: '' }))
  if (chance.happens(0.5)) columns.push({ field: 'groups', heading: '老人类别', group: '' })
  else {
    for (const [field, heading] of Object.entries(groupHeadings)) {
      columns.push({ field: field as ImportField, heading, group: '' })
    }
  }
  for (const heading of unknownHeadings) {
    if (chance.happens(0.5)) columns.push({ field: null, heading, group: '' })
  }
  chance.shuffle(columns)
  const contact = chance.happens(0.5)
    ? [
        { field: 'contactName' as const, heading: '姓名', group: '联系人' },
        { field: 'contactPhone' as const, heading: '电话', group: '联系人' },
      ]
    : [
        { field: 'contactName' as const, heading: '紧急联系人', group: '' },
        { field: 'contactPhone' as const, heading: '紧急联系人电话', group: '' },
      ]
  const note = { field: 'note' as const, heading: chance.pick(headings.note!), group: '' }
  return [{ field: 'sequence', heading: '序号', group: '' }, ...columns, ...contact, note]
}

/** Every kind once where there is room, the rest mostly good; a merged number needs a good one above it. */
function unitsOf(people: number, chance: Chance): DirtyKind[] {
  const special = chance.shuffle(dirtyKinds.filter(kind => kind !== 'good'))
  const kinds: DirtyKind[] = []
  while (kinds.length < people) {
    const isSpecial =
      special.length > 0 && (people - kinds.length <= special.length + 2 || chance.happens(0.4))
    const kind = isSpecial ? special.pop()! : chance.happens(0.15) ? chance.pick(dirtyKinds) : 'good'
    if (kind === 'mergedNumber') kinds.push('good')
    kinds.push(kind)
  }
  return kinds.slice(0, people)
}

interface Place {
  village: string
  township: string
}

class SheetBuilder {
  readonly rows: RawCell[][] = []
  readonly merges: RawMerge[] = []
  readonly truth: DirtyTruth[] = []
  headerRow = 0
  private sequence = 0
  private householdLeft = 0
  private headOfHousehold = 0
  private readonly seen: { person: DirtyPerson; row: number; kind: DirtyKind }[] = []
  private readonly taken = new Set<string>()
  private readonly columns: readonly Column[]
  private readonly format: DirtySheetWish['format']
  private readonly today: Day
  private readonly areaCode: string
  private readonly chance: Chance

  constructor(
    columns: readonly Column[],
    format: DirtySheetWish['format'],
    today: Day,
    areaCode: string,
    chance: Chance,
  ) {
    this.columns = columns
    this.format = format
    this.today = today
    this.areaCode = areaCode
    this.chance = chance
  }

  head(township: string, village: string): void {
    const last = this.columns.length - 1
    this.rows.push([text(`${township}${village}60周岁以上老年人台账（演示，非真实人员）`)])
    this.merges.push({ top: 0, bottom: 0, left: 0, right: last })
    if (this.chance.happens(0.6)) {
      this.rows.push([text(`填报单位：${village}`), null, null, text(`填报日期：${this.today}`)])
    }
    this.header()
    this.headerRow = this.rows.length
  }

  /** One line, or two where columns stand in groups: those outside a group are merged over both. */
  private header(): void {
    const top = this.rows.length
    const isGrouped = this.columns.some(({ group }) => group !== '')
    if (isGrouped) {
      this.rows.push(
        this.columns.map(({ group, heading }, at) =>
          group === '' ? text(heading) : group === this.columns[at - 1]?.group ? null : text(group),
        ),
      )
      this.rows.push(this.columns.map(({ group, heading }) => (group === '' ? null : text(heading))))
      this.columns.forEach(({ group }, at) => {
        if (group === '') this.merges.push({ top, bottom: top + 1, left: at, right: at })
        else if (group === this.columns[at + 1]?.group) {
          this.merges.push({ top, bottom: top, left: at, right: at + 1 })
        }
      })
    } else this.rows.push(this.columns.map(({ heading }) => text(heading)))
  }

  people(kinds: readonly DirtyKind[], place: Place): void {
    kinds.forEach((kind, at) => {
      const isPaired = kind === 'mergedNumber'
      // Printed tables repeat their header on the next page, and pages end in blank lines.
      if (at > 0 && at % 40 === 0 && !isPaired) this.repeatedHeader()
      if (at > 0 && at % 25 === 0 && !isPaired) this.blank()
      this.person(kind, place)
      if (kinds[at + 1] !== 'mergedNumber' && this.chance.happens(0.05)) this.duplicate(place)
    })
  }

  private repeatedHeader(): void {
    const from = this.rows.length
    this.header()
    for (let row = from; row < this.rows.length; row++) this.skipped(row + 1, 'header')
    this.householdLeft = 0
  }

  private person(kind: DirtyKind, place: Place): void {
    const { chance, today } = this
    const person = makePerson({ areaCode: this.areaCode, today, fits: numberFits(kind) }, this.taken, chance)
    const isHead = this.householdLeft === 0
    if (isHead) this.householdLeft = chance.between(1, 3)
    this.householdLeft--
    const row = this.rows.length
    this.put(
      {
        ...cleanCells(person, today, chance),
        ...this.circumstances(person, place),
        householdKey: isHead ? text(person.name) : null,
        ...dirts[kind].spoil(person, chance, today),
      },
      person,
    )
    if (isHead) this.headOfHousehold = row
    else this.mergeUp(this.columnOf('householdKey'), this.headOfHousehold, row)
    if (kind === 'mergedNumber') this.mergeUp(this.columnOf('citizenNumber'), row - 1, row)
    const { name, citizenNumber, bornOn, groups } = person
    const ending = endingOf(kind, this.format)
    this.truth.push({ row: row + 1, kind, name, ...ending, citizenNumber, bornOn, groups, sameAs: null })
    this.seen.push({ person, row: row + 1, kind })
  }

  /** The same person once more, as another clerk writes it. */
  private duplicate(place: Place): void {
    const { chance, today } = this
    const known = this.seen.filter(({ kind }) => kind === 'good')
    if (known.length === 0) return
    const { person, row: sameAs } = chance.pick(known)
    const cells = { ...cleanCells(person, today, chance), ...this.circumstances(person, place) }
    this.put({ ...cells, name: text([...person.name].join(' ')), householdKey: text(person.name) }, person)
    this.householdLeft = 0
    const { name, citizenNumber, bornOn, groups } = person
    const ending = { status: 'ready' as const, code: null }
    const row = this.rows.length
    this.truth.push({ row, kind: 'duplicate', name, ...ending, citizenNumber, bornOn, groups, sameAs })
  }

  private circumstances(person: DirtyPerson, place: Place): RowCells {
    const { chance } = this
    const words = person.groups.map(group => groupWords[group] ?? '')
    const says = (group: RecordedGroup) =>
      person.groups.includes(group) ? text(chance.pick(['是', '√', '有'])) : chance.pick([null, text('否')])
    return {
      village: text(place.village),
      township: text(place.township),
      hamlet: text(`${chance.pick(['一', '二', '三'])}组`),
      groups: words.length > 0 ? text(words.join(chance.pick(['、', '，', '/']))) : null,
      livesAlone: says('livesAlone'),
      emptyNest: says('emptyNest'),
      careDependent: says('careDependent'),
      contactName: chance.happens(0.5)
        ? text(`${person.name.slice(0, 1)}某（${chance.pick(['子', '女'])}）`)
        : null,
      contactPhone: null,
      note: chance.happens(0.1) ? text('冬季取暖需关注') : null,
    }
  }

  private put(cells: RowCells, person: DirtyPerson): void {
    const isUnknown = (heading: string) => text(heading === '文化程度' ? '小学' : '否')
    const sequence: RawCell = {
      kind: 'number',
      stored: String(++this.sequence),
      shown: String(this.sequence),
    }
    this.rows.push(
      this.columns.map(({ field, heading }) => {
        if (field === 'sequence') return sequence
        if (field === null) return isUnknown(heading)
        if (field === 'contactPhone' && cells.contactName) return text(person.phone)
        return cells[field] ?? null
      }),
    )
  }

  private blank(): void {
    this.rows.push(this.columns.map(() => null))
    this.skipped(this.rows.length, 'empty')
    this.householdLeft = 0
  }

  end(): void {
    this.rows.push(
      this.columns.map((_, at) => (at === 0 ? { kind: 'number', stored: '999', shown: '999' } : null)),
    )
    this.skipped(this.rows.length, 'empty')
    this.rows.push([text('合　计'), text(`${this.sequence}人`)])
    this.skipped(this.rows.length, 'total')
    this.rows.push([text('注：1.本表由村填报，一式两份；2.身份证号请设为文本格式。')])
    this.merges.push({
      top: this.rows.length - 1,
      bottom: this.rows.length,
      left: 0,
      right: this.columns.length - 1,
    })
    this.skipped(this.rows.length, 'trailingNote')
    this.rows.push([])
    this.skipped(this.rows.length, 'empty')
    this.rows.push([text('填表人：'), null, null, text('审核人：')])
    this.skipped(this.rows.length, 'trailingNote')
  }

  private skipped(row: number, kind: SkipReason): void {
    const nothing = { citizenNumber: null, bornOn: null, groups: [], sameAs: null }
    this.truth.push({ row, kind, name: '', status: 'skipped', code: null, ...nothing })
  }

  private columnOf(field: ImportField): number {
    return this.columns.findIndex(column => column.field === field)
  }

  /** A merge already reaching from there is made one longer. */
  private mergeUp(column: number, top: number, bottom: number): void {
    const known = this.merges.find(
      merge => merge.top === top && merge.left === column && merge.right === column,
    )
    if (known) known.bottom = bottom
    else this.merges.push({ top, bottom, left: column, right: column })
  }
}
