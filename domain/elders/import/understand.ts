// Turns one row of a village's table into the fields of an elder and a list of what a person must know.
import { ageOn, type Day } from '../../kernel/day.ts'
import { type CitizenNumberReading, cleanCitizenNumber, readCitizenNumber } from '../citizen-number.ts'
import type { BirthCalendar, NumberKind, RecordedGroup, Sex, SpokenLanguage } from '../elder.ts'
import { type Cells, cellIn, cellsIn, placesOf, textIn } from './cells.ts'
import {
  type ColumnMapping,
  columnWords,
  headerScore,
  type ImportCell,
  type ImportField,
  isColumnWord,
} from './columns.ts'
import { type Problem, problem, quoted } from './problems.ts'
import { isTemplateExample } from './template.ts'
import {
  type LunarToSolar,
  plain,
  readBirth,
  readEthnicity,
  readGroups,
  readName,
  readPhones,
  readSex,
  readYesNo,
} from './values.ts'

export interface ElderFields {
  name: string
  sex: Sex
  bornOn: Day | null
  birthCalendar: BirthCalendar
  citizenNumber: string | null
  numberKind: NumberKind
  ethnicity: string | null
  spokenLanguage: SpokenLanguage | null
  phone: string | null
  address: string
  county: string | null
  township: string | null
  village: string | null
  hamlet: string | null
  householdKey: string | null
  relationToHead: string | null
  groups: RecordedGroup[]
  contacts: { name: string; relation: string; phone: string | null }[]
  note: string | null
  visitorName: string | null
}

export interface UnderstandContext {
  today: Day
  areaCodes?: ReadonlySet<string>
  /** A library's almanac; without one a lunar birthday stays unread and a person is asked. */
  lunarToSolar?: LunarToSolar
}

export type SkipReason = 'empty' | 'header' | 'example' | 'total' | 'trailingNote'
export type Understood =
  | { kind: 'skipped'; reason: SkipReason }
  | { kind: 'row'; fields: ElderFields; problems: Problem[]; status: 'ready' | 'suspicious' | 'refused' }

export function understandRow(
  cells: readonly ImportCell[],
  mapping: ColumnMapping,
  context: UnderstandContext,
): Understood {
  const named: Cells = { row: cells, places: placesOf(mapping) }
  const reason = skipReason(cells, named)
  if (reason) return { kind: 'skipped', reason }
  const problems: Problem[] = []
  const fields = readRest(named, readIdentity(named, context, problems), problems)
  const isRefused = problems.some(({ severity }) => severity === 'refused')
  const isSuspicious = problems.some(({ severity }) => severity === 'suspicious')
  return {
    kind: 'row',
    fields,
    problems,
    status: isRefused ? 'refused' : isSuspicious ? 'suspicious' : 'ready',
  }
}

function skipReason(cells: readonly ImportCell[], named: Cells): SkipReason | null {
  const filled = cells.filter(cell => cell.text.trim() !== '' && !cell.merged)
  const first = plain(filled[0]?.text ?? '').replace(/\s/g, '')
  const hasNumber = /\d{6}/.test(textIn(named, 'citizenNumber'))
  if (filled.length === 0) return 'empty'
  // “独居”, “子女” and “特困” head columns too: a row with somebody's name is a person, whatever else it holds.
  const nameText = textIn(named, 'name')
  const isNamed = nameText !== '' && !isColumnWord(nameText)
  if (!hasNumber && !isNamed && isHeaderAgain(filled)) return 'header'
  if (isTemplateExample(first, nameText)) return 'example'
  if (!hasNumber && /^(合计|总计|小计|共计|共\d+人)/.test(first)) return 'total'
  if (!hasNumber && /^(注[:：]?|说明[:：]|备注[:：]|填表|制表|审核|填报|联系人[:：]|负责人[:：])/.test(first))
    return 'trailingNote'
  // Numbered but otherwise blank lines are the empty form, not people.
  const sequence = cellsIn(named, 'sequence')
  const isOnlySequence = filled.every(cell => sequence.includes(cell))
  return isOnlySequence ? 'empty' : null
}

/** The lower line of a header in two lines may name two columns only, but nothing else stands in it. */
function isHeaderAgain(filled: readonly ImportCell[]): boolean {
  if (filled.length >= 2 && filled.every(({ text }) => isColumnWord(text))) return true
  return headerScore(filled) >= 3
}

type Identity = Pick<
  ElderFields,
  'name' | 'sex' | 'bornOn' | 'birthCalendar' | 'citizenNumber' | 'numberKind'
>

function readIdentity(cells: Cells, context: UnderstandContext, problems: Problem[]): Identity {
  const { name, remark } = readName(textIn(cells, 'name'))
  checkName(name, remark, cellIn(cells, 'name')?.merged === true, problems)
  const birth = readBirthCell(cells, context, problems)
  const number = readNumberCell(cells, context, birth.bornOn, problems)
  const sex = readSexCell(cells, number.sex, problems)
  const isDayKnown = birth.birthCalendar !== 'yearOnly'
  if (number.birthday && birth.bornOn) {
    const [known, given] =
      birth.birthCalendar === 'yearOnly'
        ? [number.birthday.slice(0, 4), birth.bornOn.slice(0, 4)]
        : [number.birthday, birth.bornOn]
    if (known !== given) {
      problems.push(
        problem(
          'bornOn',
          'birthDiffers',
          `出生日期 ${given} 与身份证号里的 ${known} 不同。请核对（可能一个是农历）。`,
        ),
      )
    }
  }
  const bornOn = number.birthday && (!birth.bornOn || !isDayKnown) ? number.birthday : birth.bornOn
  if (!bornOn)
    problems.push(problem('bornOn', 'birthMissing', '没有出生日期，也不能从身份证号得到。请补填出生日期。'))
  checkAge(textIn(cells, 'age'), bornOn, context.today, problems)
  const birthCalendar = bornOn === number.birthday ? 'solar' : birth.birthCalendar
  return { name, sex, bornOn, birthCalendar, citizenNumber: number.number, numberKind: number.numberKind }
}

function checkName(name: string, remark: string | null, isMerged: boolean, problems: Problem[]): void {
  if (name === '') problems.push(problem('name', 'nameMissing', '没有姓名。请补填姓名后再上传。'))
  else if (name.length > 40) problems.push(problem('name', 'tooLong', '姓名超过 40 个字。请改短后再上传。'))
  else if (!/^[\p{Script=Han}·]{2,15}$|^[\p{Script=Hangul}]{2,8}$|^[A-Za-z· ]{2,40}$/u.test(name)) {
    problems.push(problem('name', 'nameOdd', `“${name}”不像姓名。请核对。`))
  }
  if (remark) problems.push(problem('name', 'nameRemark', `姓名后注明“${remark}”。请核实此人现状后再导入。`))
  if (isMerged) problems.push(problem('name', 'nameMerged', '姓名来自合并的单元格。请核对每行是不是同一人。'))
}

const kindOfNumber: Record<CitizenNumberReading['kind'], NumberKind> = {
  ok: 'citizen',
  converted15: 'converted15',
  temporary: 'temporary',
  damaged: 'none',
  badCheck: 'none',
  badDate: 'none',
  badLength: 'none',
  empty: 'none',
}

interface NumberFound {
  number: string | null
  numberKind: NumberKind
  birthday: Day | null
  sex: 'male' | 'female' | null
}

function readNumberCell(
  cells: Cells,
  context: UnderstandContext,
  bornOn: Day | null,
  problems: Problem[],
): NumberFound {
  const cell = cellIn(cells, 'citizenNumber')
  const add = (code: Parameters<typeof problem>[1], message: string) =>
    problems.push(problem('citizenNumber', code, message))
  if (cell?.merged) {
    // One number for two people: which of them it belongs to, no program can tell.
    add('mergedNumber', '身份证号来自合并的单元格，不能确定是谁的。请取消合并，逐行填写后再上传。')
    return { number: null, numberKind: 'none', birthday: null, sex: null }
  }
  const { today, areaCodes } = context
  const numeric = cell?.kind === 'number'
  const written = cell?.kind === 'error' ? '' : (cell?.text ?? '')
  const reading = readCitizenNumber(written, areaCodes ? { today, areaCodes, numeric } : { today, numeric })
  const told = reading.sentence ?? ''
  if (reading.kind === 'damaged') add(bornOn ? 'numberDamaged' : 'numberDamagedAlone', told)
  else if (reading.kind === 'empty') add('numberMissing', '没有身份证号。请核实后补填，或确认确实没有。')
  else if (reading.kind === 'temporary') add('numberTemporary', told)
  else if (reading.kind === 'converted15') add('numberConverted', told)
  else if (reading.kind !== 'ok') {
    add('numberImpossible', told + hintOf(cleanCitizenNumber(written), reading.suggestions))
  }
  for (const warning of reading.warnings) add('numberArea', warning)
  const { number, birthday, sex } = reading
  return { number, numberKind: kindOfNumber[reading.kind], birthday, sex }
}

/** Says where to look on the card, not what the number would be: messages are read by more people than numbers are. */
function hintOf(written: string, suggestions: readonly string[]): string {
  const places = suggestions.slice(0, 3).map(each => {
    const differing: number[] = []
    for (let at = 0; at < 18; at++) if (each[at] !== written[at]) differing.push(at + 1)
    return `第 ${differing.join('、')} 位`
  })
  return places.length > 0 ? `可能写错的是${[...new Set(places)].join('，或')}。` : ''
}

function readBirthCell(cells: Cells, context: UnderstandContext, problems: Problem[]) {
  const unknown = { bornOn: null, birthCalendar: 'solar' as BirthCalendar }
  const text = textIn(cells, 'bornOn')
  if (text === '') return unknown
  const reading = readBirth(text, context.today, context.lunarToSolar)
  const add = (code: Parameters<typeof problem>[1], message: string) =>
    problems.push(problem('bornOn', code, message))
  if (!reading?.bornOn) {
    add('birthUnread', `出生日期“${quoted(text, 30)}”认不出。请写成 1948-11-02 这样。`)
    return unknown
  }
  if (reading.bornOn > context.today || ageOn(reading.bornOn, context.today) > 130) {
    add('birthFuture', `出生日期 ${reading.bornOn} 不可能。请核对后改正。`)
    return unknown
  }
  if (reading.precision !== 'day') add('birthPartial', `出生日期“${text}”没有写全，只按年份登记。`)
  else if (reading.isLunar) add('birthLunar', `农历“${text}”已换算为公历 ${reading.bornOn}。`)
  return { bornOn: reading.bornOn, birthCalendar: reading.birthCalendar }
}

function readSexCell(cells: Cells, fromNumber: 'male' | 'female' | null, problems: Problem[]): Sex {
  const text = textIn(cells, 'sex')
  const sex = text === '' ? null : readSex(text)
  if (text !== '' && !sex)
    problems.push(problem('sex', 'sexUnread', `性别“${quoted(text, 10)}”认不出。请写“男”或“女”。`))
  if (fromNumber && (sex === 'male' || sex === 'female') && sex !== fromNumber) {
    problems.push(problem('sex', 'sexDiffers', '性别与身份证号第 17 位不同。请核对。'))
  }
  return sex ?? fromNumber ?? 'unknown'
}

/** 虚岁 counts one or two more, and a ledger may be a year old: only more than two years apart is worth a look. */
function checkAge(text: string, bornOn: Day | null, today: Day, problems: Problem[]): void {
  const age = Number(/^\d{1,3}/.exec(plain(text))?.[0] ?? Number.NaN)
  if (!bornOn || Number.isNaN(age)) return
  const reckoned = ageOn(bornOn, today)
  if (Math.abs(reckoned - age) > 2) {
    problems.push(problem('age', 'ageDiffers', `年龄写 ${age} 岁，按出生日期为 ${reckoned} 岁。请核对。`))
  }
}

/** Field by field: spreading what is known already cost as much as all the rest of a row. */
function readRest(cells: Cells, identity: Identity, problems: Problem[]): ElderFields {
  const own = readPhones(textIn(cells, 'phone'))
  if (own.rest)
    problems.push(problem('phone', 'phoneUnread', `电话“${quoted(own.rest, 30)}”认不出。请核对号码位数。`))
  const ethnicityText = textIn(cells, 'ethnicity')
  const ethnicity = ethnicityText === '' ? null : readEthnicity(ethnicityText)
  if (ethnicityText && !ethnicity) {
    problems.push(
      problem(
        'ethnicity',
        'ethnicityUnread',
        `民族“${quoted(ethnicityText, 10)}”认不出。请写全称，如“朝鲜族”。`,
      ),
    )
  }
  const kept = (field: ImportField, maximum: number) => cut(textIn(cells, field), maximum, field, problems)
  const optional = (field: ImportField, maximum: number) => kept(field, maximum) || null
  const notes = [...cellsIn(cells, 'health'), ...cellsIn(cells, 'note')].map(cell => cell.text.trim())
  if (own.phones.length > 1) notes.push(`另有电话：${own.phones.slice(1).join('、')}`)
  return {
    name: identity.name,
    sex: identity.sex,
    bornOn: identity.bornOn,
    birthCalendar: identity.birthCalendar,
    citizenNumber: identity.citizenNumber,
    numberKind: identity.numberKind,
    ethnicity,
    spokenLanguage: languageOf(textIn(cells, 'spokenLanguage')),
    phone: own.phones[0] ?? null,
    address: kept('address', 200),
    county: optional('county', 40),
    township: optional('township', 40),
    village: optional('village', 40),
    hamlet: optional('hamlet', 40),
    householdKey: optional('householdKey', 60),
    relationToHead: optional('relationToHead', 20),
    groups: groupsOf(cells, problems),
    contacts: contactsOf(cells, problems),
    note: cut(notes.filter(note => note !== '').join('；'), 500, 'note', problems) || null,
    visitorName: optional('visitorName', 40),
  }
}

/** What does not fit is told, never lost in silence; half of a rare character (𠮷) is not kept. */
function cut(text: string, maximum: number, field: ImportField, problems: Problem[]): string {
  if (text.length <= maximum) return text
  const word = columnWords[field].split(' ')[0]
  problems.push(problem(field, 'cut', `“${word}”超过 ${maximum} 个字，只登记前 ${maximum} 个字。请改短。`))
  return text.slice(0, maximum).replace(/[\ud800-\udbff]$/, '')
}

function languageOf(text: string): SpokenLanguage | null {
  const [ko, zh] = [/朝|鲜|韩/.test(text), /汉|中文|普通话/.test(text)]
  return ko && zh ? 'both' : ko ? 'ko' : zh ? 'zh' : null
}

const groupFields = [
  'livesAlone',
  'emptyNest',
  'leftBehind',
  'tekun',
  'careDependent',
  'severeDisability',
  'specialFamily',
] as const

function groupsOf(cells: Cells, problems: Problem[]): RecordedGroup[] {
  const groups = new Set<RecordedGroup>()
  let saysVeryOld = readYesNo(textIn(cells, 'veryOld')) === true
  for (const cell of cellsIn(cells, 'groups')) {
    const reading = readGroups(cell.text)
    for (const group of reading.groups) groups.add(group)
    saysVeryOld ||= reading.saysVeryOld
    if (reading.unknown.length > 0) {
      problems.push(
        problem(
          'groups',
          'groupUnread',
          `类别“${quoted(reading.unknown.join('、'), 30)}”不在八类之中。请核对。`,
        ),
      )
    }
  }
  for (const field of groupFields) {
    const text = textIn(cells, field)
    if (text === '') continue
    const isDegree = field === 'severeDisability' && /^[一二三四1-4]级?$/.test(plain(text))
    const answer = isDegree ? /^[一二12]/.test(plain(text)) : readYesNo(text)
    if (answer === true || (answer === null && readGroups(text).groups.includes(field))) groups.add(field)
    else if (answer === null && !/自理|完好|正常|健康|[三四34]级|^非/.test(text)) {
      problems.push(problem(field, 'groupUnread', `“${quoted(text, 20)}”看不出是或否。请写“是”或“否”。`))
    }
  }
  if (saysVeryOld) problems.push(problem('groups', 'veryOldComputed', '“高龄”由出生日期算出，不另登记。'))
  return [...groups]
}

/** The first name column goes with the first telephone column, and so on: that is how such tables are laid out. */
function contactsOf(cells: Cells, problems: Problem[]): ElderFields['contacts'] {
  const names = cellsIn(cells, 'contactName')
  const phones = cellsIn(cells, 'contactPhone')
  const relations = cellsIn(cells, 'contactRelation')
  const contacts: ElderFields['contacts'] = []
  for (let at = 0; at < Math.max(names.length, phones.length); at++) {
    const name = names[at]?.text ?? ''
    const reading = readPhones([phones[at]?.text ?? '', ...(name.match(/\d[\d-]{6,}/g) ?? [])].join('、'))
    if (reading.rest) {
      problems.push(
        problem(
          'contactPhone',
          'phoneUnread',
          `联系人电话“${quoted(reading.rest, 30)}”认不出。请核对号码位数。`,
        ),
      )
    }
    const read = readName(name.replace(/\d[\d-]{6,}/g, ''))
    if (read.name === '' && reading.phones.length === 0) continue
    const relation = relations[at]?.text.trim() || read.remark || '未说明'
    contacts.push({
      name: cut(read.name, 40, 'contactName', problems) || '未写姓名',
      relation: cut(relation, 20, 'contactRelation', problems),
      phone: reading.phones[0] ?? null,
    })
  }
  return contacts
}
