// GB 11643-1999 citizen numbers as villages write them: cleaned, checked, converted, or refused with a way to mend.
import { ageOn, type Day, isDay } from '../kernel/day.ts'

export type CitizenNumberKind =
  | 'ok'
  | 'converted15'
  | 'damaged'
  | 'badCheck'
  | 'badDate'
  | 'badLength'
  | 'empty'
  | 'temporary'

export interface CitizenNumberReading {
  kind: CitizenNumberKind
  /** 18 characters; only for ok and converted15. */
  number: string | null
  birthday: Day | null
  sex: 'male' | 'female' | null
  /** What is wrong and how to mend it, with four digits of the number at most; null when nothing is. */
  sentence: string | null
  /** Remarks that do not stop the number, such as an unknown area code. */
  warnings: string[]
  /** Valid numbers one slip away, for a person to compare with the card. Never taken automatically. */
  suggestions: string[]
}

interface ReadingContext {
  today: Day
  /** Six-digit codes ever issued (dead ones included); only warns, never refuses. */
  areaCodes?: ReadonlySet<string>
  /** The cell was numeric: a spreadsheet keeps 15 digits, so an 18-digit number in it is already wrong. */
  numeric?: boolean
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const oldestAge = 130
const fullNumber = /^\d{17}[\dX]$/
const mend = '请把该列设为“文本”格式，重新填写完整的身份证号后再上传。'

export function checkCharacterOf(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * (weights[at] ?? 0)
  return '10X98765432'[sum % 11] ?? ''
}

/** 2299NN was never issued in Jilin, so such a number belongs to no living person. */
export function isSynthetic(number: string): boolean {
  return number.startsWith('2299')
}

export function convert15(old: string): string {
  const first17 = `${old.slice(0, 6)}19${old.slice(6)}`
  return first17 + checkCharacterOf(first17)
}

/** Full width to half, spaces and separators out, x to X, the apostrophe and ="…" of text cells off. */
export function cleanCitizenNumber(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/^="?(.*?)"?$/, '$1')
    .replace(/[\s'‘’`"“”\-‐–—_·\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[xX×✕*]$/, 'X')
    .toUpperCase()
}

export function readCitizenNumber(raw: string, context: ReadingContext): CitizenNumberReading {
  if (fullNumber.test(raw)) return readFull(raw, context)
  const plain = raw.normalize('NFKC').replace(/\s/g, '')
  if (/^['‘’`]?-?\d(\.\d+)?E[+-]?\d+$/i.test(plain)) {
    return failed('damaged', `身份证号被表格软件改成了科学计数，后几位已丢失。${mend}`)
  }
  const decimal = /^['‘’]?(\d{15,18})\.0+$/.exec(plain)
  const text = decimal?.[1] ?? cleanCitizenNumber(raw)
  if (text === '' || /^(无|没有|未办|暂无|不详|NULL|N\/?A|\/)$/.test(text)) return failed('empty', null)
  if (/^(临时|临|T|TEMP|LS)[:：号编]*[0-9A-Z]+$/.test(text)) {
    return failed('temporary', '这是临时编号，不是身份证号。请核实后补填身份证号。')
  }
  if (/^\d{15}$/.test(text)) return readOld(text, context)
  if (!fullNumber.test(text)) return wrongShape(text)
  return readFull(text, context)
}

function readFull(text: string, context: ReadingContext): CitizenNumberReading {
  const isCheckRight = checkCharacterOf(text.slice(0, 17)) === text[17]
  // A number kept in a numeric cell has 15 true digits; if the rest are zeros nobody can know what they were.
  if (/000$/.test(text) && (!isCheckRight || context.numeric)) {
    return failed('damaged', `身份证号的后三位被表格软件改成了 000，原号已丢失。${mend}`)
  }
  if (context.numeric) {
    return failed('damaged', `身份证号存成了数字，表格只保留 15 位有效数字，后几位不可信。${mend}`)
  }
  const dateFault = birthDateFault(text, context.today)
  if (dateFault) return { ...failed('badDate', dateFault), suggestions: repairs(text, context) }
  if (!isCheckRight) {
    const sentence = '身份证号校验位不符，可能有一位写错或相邻两位写反。请对照身份证原件核对。'
    return { ...failed('badCheck', sentence), suggestions: repairs(text, context) }
  }
  return accepted('ok', text, context, null)
}

function readOld(text: string, context: ReadingContext): CitizenNumberReading {
  const number = convert15(text)
  const dateFault = birthDateFault(number, context.today)
  if (dateFault) {
    const isCut = isDay(dayIn(`${text}000`)) && /^(18|19|20)/.test(text.slice(6))
    const sentence = `身份证号只有 15 位，像是 18 位号码丢了后三位。${mend}`
    return isCut ? failed('damaged', sentence) : failed('badDate', dateFault)
  }
  const sentence = `15 位旧号已换算为 18 位（尾号 ${number.slice(-4)}），请对照身份证核对。`
  return accepted('converted15', number, context, sentence)
}

function accepted(
  kind: 'ok' | 'converted15',
  number: string,
  context: ReadingContext,
  sentence: string | null,
): CitizenNumberReading {
  const code = number.slice(0, 6)
  const isKnown = !context.areaCodes || isSynthetic(number) || context.areaCodes.has(code)
  const warnings = isKnown ? [] : [`前六位 ${code} 不在吉林省历年区划代码里，若是外省迁入请忽略。`]
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return { kind, number, birthday: dayIn(number), sex, sentence, warnings, suggestions: [] }
}

function failed(kind: CitizenNumberKind, sentence: string | null): CitizenNumberReading {
  return { kind, number: null, birthday: null, sex: null, sentence, warnings: [], suggestions: [] }
}

function wrongShape(text: string): CitizenNumberReading {
  const swapped = text.replace(/O/g, '0').replace(/[LI]/g, '1')
  if (swapped !== text && /^\d{17}[\dX]$/.test(swapped)) {
    const isRight = checkCharacterOf(swapped.slice(0, 17)) === swapped[17]
    const sentence = `身份证号里混入了字母（O、l、I 应为数字 0、1）。请核对后改为数字。`
    return { ...failed('badCheck', sentence), suggestions: isRight ? [swapped] : [] }
  }
  if (/^\d*X?$/.test(text)) {
    return failed('badLength', `身份证号应为 18 位，现有 ${text.length} 位。请对照身份证补全。`)
  }
  return failed('badLength', `“${shownWrong(text)}”不是身份证号，应为 17 位数字加一位校验位。请核对。`)
}

/** A number with a slip in it still tells who is meant: of its digits the last four at most are shown. */
function shownWrong(text: string): string {
  const digits = text.replace(/\D/g, '').length
  return digits > 4 ? `…${text.slice(-4)}` : text.slice(0, 30)
}

function dayIn(number: string): Day {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

function birthDateFault(number: string, today: Day): string | null {
  const day = dayIn(number)
  if (!isDay(day)) return `身份证号里的出生日期 ${day} 不存在。请对照身份证核对第 7 至 14 位。`
  if (day > today) return `身份证号里的出生日期 ${day} 还没有到。请对照身份证核对第 7 至 14 位。`
  if (ageOn(day, today) > oldestAge) return `按身份证号年龄超过 ${oldestAge} 岁。请对照身份证核对出生年份。`
  return null
}

/** At most five valid numbers that differ by one swap or one digit; swaps are the commoner slip, so they lead. */
function repairs(text: string, context: ReadingContext): string[] {
  const candidates: string[] = []
  for (let at = 0; at < 17; at++) {
    candidates.push(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))
  }
  for (let at = 0; at < 17; at++) {
    for (let digit = 0; digit <= 9; digit++) candidates.push(text.slice(0, at) + digit + text.slice(at + 1))
  }
  candidates.push(text.slice(0, 17) + checkCharacterOf(text.slice(0, 17)))
  const valid = candidates.filter(
    each =>
      each !== text &&
      /^\d{17}[\dX]$/.test(each) &&
      checkCharacterOf(each.slice(0, 17)) === each[17] &&
      birthDateFault(each, context.today) === null,
  )
  return [...new Set(valid)].slice(0, 5)
}
