// Decides what each line of a table of public money becomes, beside what stands in the books, and what its totals say.
import type { ImportOutcome } from '../../elders/import/batch.ts'
import { plain } from '../../elders/import/values.ts'
import { countyCodeOf } from '../../kernel/area.ts'
import { type FundKind, type FundSource, fundKinds, fundSources, openKinds } from '../fund.ts'
import { sumWords } from '../words.ts'
import { type FundProblem, type GivenFund, isRefused, type ReadFundRow } from './understand.ts'

export interface HeldSum {
  id: string
  programmeId: string
  programme: string
  year: number | null
  source: FundSource
  kind: FundKind
  amountFen: number
  /** Not in a batch yet, be it agreed to or waiting. */
  leftFen: number
}

export interface HeldShare {
  sumId: string
  batch: string
  countyCode: string
  kind: FundKind
  amountFen: number
}

export interface HeldProject extends HeldShare {
  regionCode: string
  name: string
}

/** What the office has drawn up so far; what was withdrawn or dropped is not in it. */
export interface HeldFunds {
  sums: readonly HeldSum[]
  shares: readonly HeldShare[]
  projects: readonly HeldProject[]
}

export interface DecidedFundRow extends ReadFundRow {
  outcome: ImportOutcome
  /** What it becomes, in a sentence. */
  becomes: string | null
}

const same = (text: string) => plain(text).replace(/[\s·.,，、()（）]/g, '')

export const sumKey = ({
  programme,
  year,
  source,
  kind,
}: Pick<GivenFund, 'programme' | 'year' | 'source' | 'kind'>) =>
  `${same(programme)} ${year ?? ''} ${source} ${kind}`
export const batchKey = (given: GivenFund) => `${sumKey(given)} ${same(given.batch)}`
export const shareKey = (given: GivenFund, regionCode: string) =>
  `${batchKey(given)} ${countyCodeOf(regionCode)}`

/** The sum a line draws on: of its own kind, else one for old age at large. */
export function sumFor(given: GivenFund, sums: readonly HeldSum[]): HeldSum | undefined {
  const key = sumKey(given)
  return (
    sums.find(sum => sumKey(sum) === key) ??
    sums.find(sum => openKinds.includes(sum.kind) && sumKey({ ...sum, kind: given.kind }) === key)
  )
}

export function decideFunds(rows: readonly ReadFundRow[], held: HeldFunds): DecidedFundRow[] {
  const seen = new Map<string, number>()
  const decided = rows.filter(({ total }) => total === null).map(row => decideRow(row, held, seen))
  checkWithinShares(decided)
  checkWithinSums(decided, held)
  return decided
}

function decideRow(read: ReadFundRow, held: HeldFunds, seen: Map<string, number>): DecidedFundRow {
  const { given, regionCode, level, row } = read
  const whole = { ...read, problems: [...read.problems], becomes: null }
  if (!given || !regionCode || isRefused(read.problems)) return { ...whole, outcome: 'refused' }
  const key =
    level === 'sum'
      ? sumKey(given)
      : level === 'share'
        ? shareKey(given, regionCode)
        : `${shareKey(given, regionCode)} ${regionCode} ${same(given.project ?? '')}`
  const before = seen.get(`${level} ${key}`)
  seen.set(`${level} ${key}`, before ?? row)
  if (before !== undefined)
    return refused(
      whole,
      'doubled',
      `与第 ${before} 行是同一${level === 'project' ? '个项目' : '笔资金'}。请合并成一行。`,
    )
  const amounts = heldAmounts(read, given, held)
  if (amounts.includes(given.amountFen)) return { ...whole, outcome: 'unchanged' }
  if (amounts[0] !== undefined)
    return refused(
      whole,
      'differs',
      `账上已经编报 ${sumWords(amounts[0])}，表里是 ${sumWords(given.amountFen)}。编报过的金额不能用表格改，请先在资金页面退回，再导入。`,
    )
  return {
    ...whole,
    becomes: becomesOf(read, given, sumFor(given, held.sums)),
    outcome: read.problems.length > 0 ? 'suspicious' : 'new',
  }
}

function refused(whole: Omit<DecidedFundRow, 'outcome'>, code: string, message: string): DecidedFundRow {
  const problem: FundProblem = { severity: 'refused', field: null, code, message }
  return { ...whole, becomes: null, problems: [...whole.problems, problem], outcome: 'refused' }
}

function heldAmounts({ level, regionCode }: ReadFundRow, given: GivenFund, held: HeldFunds): number[] {
  if (level === 'sum')
    return held.sums.filter(sum => sumKey(sum) === sumKey(given)).map(({ amountFen }) => amountFen)
  const sum = sumFor(given, held.sums)
  if (!sum || !regionCode) return []
  const isOfIt = (one: HeldShare) =>
    one.sumId === sum.id &&
    one.kind === given.kind &&
    one.countyCode === countyCodeOf(regionCode) &&
    same(one.batch) === same(given.batch)
  const found =
    level === 'share'
      ? held.shares.filter(isOfIt)
      : held.projects.filter(
          one => isOfIt(one) && one.regionCode === regionCode && same(one.name) === same(given.project ?? ''),
        )
  return found.map(({ amountFen }) => amountFen)
}

function becomesOf({ level }: ReadFundRow, given: GivenFund, sum: HeldSum | undefined): string {
  const amount = sumWords(given.amountFen)
  const source = fundSources.words[given.source]
  if (level === 'sum')
    return `列入计划：${given.year ?? ''} ${given.programme}（${source}）${amount}`.replace('： ', '：')
  const from = sum ? '从已有资金' : '连同新列入计划的资金'
  const what = level === 'share' ? '分配到县' : `${given.isFinished ? '补录' : '编报'}项目“${given.project}”`
  const finished = given.isFinished ? `（${given.opensOn} 已完成，审批后记为“验收合格”）` : ''
  return `${from}，在批次“${given.batch}”里${what}：${fundKinds.words[given.kind]} ${amount}${finished}`
}

const isLive = ({ outcome }: DecidedFundRow) => outcome === 'new' || outcome === 'suspicious'

function refuseAll(rows: readonly DecidedFundRow[], code: string, message: string): void {
  for (const row of rows) Object.assign(row, refused(row, code, message))
}

const totalFen = (rows: readonly DecidedFundRow[]) =>
  rows.reduce((sum, { given }) => sum + (given?.amountFen ?? 0), 0)

function grouped(rows: readonly DecidedFundRow[], keyOf: (given: GivenFund, regionCode: string) => string) {
  const groups = new Map<string, DecidedFundRow[]>()
  for (const row of rows) {
    if (!row.given || !row.regionCode || row.outcome === 'refused') continue
    const key = keyOf(row.given, row.regionCode)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

/** Where a line says what a county gets, its projects are paid from that. */
function checkWithinShares(rows: readonly DecidedFundRow[]): void {
  for (const group of grouped(
    rows.filter(({ level }) => level !== 'sum'),
    shareKey,
  ).values()) {
    const share = group.find(({ level }) => level === 'share')
    const projects = group.filter(row => row.level === 'project' && isLive(row))
    if (!share || projects.length === 0) continue
    if (!isLive(share))
      refuseAll(projects, 'shareDrafted', '这笔到县资金已经编报过。请在“到县资金”里添加项目。')
    else if (totalFen(projects) > (share.given?.amountFen ?? 0))
      refuseAll(
        projects,
        'overShare',
        `第 ${share.row} 行给这个县 ${sumWords(share.given?.amountFen ?? 0)}，项目合计 ${sumWords(totalFen(projects))}。请核对。`,
      )
  }
}

/** Shares, and projects without a line for their county: what is to be split. */
export function splitFen(rows: readonly DecidedFundRow[]): number {
  let whole = 0
  for (const group of grouped(
    rows.filter(({ level }) => level !== 'sum'),
    shareKey,
  ).values()) {
    const share = group.find(({ level }) => level === 'share')
    whole += share ? (share.given?.amountFen ?? 0) : totalFen(group)
  }
  return whole
}

function checkWithinSums(rows: readonly DecidedFundRow[], held: HeldFunds): void {
  for (const group of grouped(rows, given => sumFor(given, held.sums)?.id ?? sumKey(given)).values()) {
    const split = group.filter(row => row.level !== 'sum' && isLive(row))
    const stated = group.find(({ level }) => level === 'sum')
    const sum = split[0]?.given ? sumFor(split[0].given, held.sums) : undefined
    const most = sum?.leftFen ?? stated?.given?.amountFen
    const wanted = splitFen(split)
    if (most === undefined || wanted <= most) continue
    const says = sum ? `这笔资金还能分配 ${sumWords(most)}` : `第 ${stated?.row} 行的资金是 ${sumWords(most)}`
    refuseAll(split, 'overSum', `${says}，表里要分配 ${sumWords(wanted)}。请核对金额。`)
  }
}

/** What the table says of itself that its lines do not bear out. */
export function totalsTold(rows: readonly ReadFundRow[]): string[] {
  const told: string[] = []
  let [wholeFen, partFen, wholeRows, partRows] = [0, 0, 0, 0]
  for (const { total, amountFen, row, level } of rows) {
    if (total === null) {
      // A line for a whole sum is itself a total of the lines that split it.
      if (level === 'sum') continue
      wholeFen += amountFen ?? 0
      partFen += amountFen ?? 0
      wholeRows++
      partRows++
      continue
    }
    const [fen, count] = total === 'whole' ? [wholeFen, wholeRows] : [partFen, partRows]
    const off = (amountFen ?? 0) - fen
    if (amountFen !== null && off !== 0)
      told.push(
        `第 ${row} 行的${total === 'whole' ? '合计' : '小计'}写 ${sumWords(amountFen)}，上面 ${count} 行加起来 ${sumWords(fen)}，${off > 0 ? '少' : '多'} ${sumWords(Math.abs(off))}。请核对。`,
      )
    partFen = 0
    partRows = 0
  }
  return told
}
