// The people of a monthly list: a page on the screen, or the whole list as a spreadsheet for the bank.
import { sql } from 'kysely'
import { monthWords } from '../../domain/benefits/conditions.ts'
import { type PaymentLine, runStates } from '../../domain/benefits/records.ts'
import type { BenefitKind } from '../../domain/benefits/rule.ts'
import { checkExportSize } from '../../domain/elder-lists/export.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { readKey, writeKey } from './cursor.ts'
import type { RowKey } from './rules.ts'
import { findRun } from './runs.ts'

interface LinesQuestion extends RowKey {
  regionCode?: string | undefined
  kind?: BenefitKind | undefined
  withoutAccount: boolean
  limit: number
  after?: string | undefined
}

type StoredLine = Omit<PaymentLine, 'accountMask'> & {
  townshipName: string | null
  numberTail: string | null
  accountTail: string | null
  accountSealed: string | null
}

export async function runLines(
  context: Context,
  question: LinesQuestion,
): Promise<{ rows: PaymentLine[]; next: string | null }> {
  const { rows, next } = await readLines(context, question)
  return {
    rows: rows.map(({ accountTail, ...row }) => ({
      ...row,
      elderName: nameFor(context.actor.role, row.elderName),
      accountMask: maskAccount(accountTail),
    })),
    next,
  }
}

export function maskAccount(tail: string | null): string | null {
  return tail === null ? null : `************${tail}`
}

async function readLines(
  context: Context,
  { countyCode, id, regionCode, kind, withoutAccount, limit, after }: LinesQuestion,
): Promise<{ rows: StoredLine[]; next: string | null }> {
  const from = after === undefined ? null : readKey(after, 3)
  const area = regionCode === undefined ? null : areaOf(regionCode)
  const { rows } = await sql<StoredLine>`
    select p.county_code, p.elder_id, e.name as elder_name, p.region_code, village.short_name as village_name,
      township.short_name as township_name, e.citizen_number_tail as number_tail, p.benefit_id, r.kind, r.title,
      p.amount_fen, p.sentence, p.bank_name, p.account_tail, p.account_sealed
    from benefit_payments p
    join elders e on e.county_code = p.county_code and e.id = p.elder_id
    join benefit_rules r on r.county_code = p.county_code and r.id = p.rule_id
    join regions village on village.code = p.region_code
    left join regions township on township.code = left(p.region_code, 9) || '000'
    where p.county_code = ${countyCode} and p.run_id = ${id}
      ${area === null ? sql`` : sql`and p.region_code >= ${area.from} and p.region_code <= ${area.to}`}
      ${kind === undefined ? sql`` : sql`and r.kind = ${kind}`}
      ${withoutAccount ? sql`and p.account_tail is null` : sql``}
      ${from === null ? sql`` : sql`and (p.region_code, p.elder_id, p.benefit_id) > (${from[0]}, ${from[1]}::uuid, ${from[2]}::uuid)`}
    order by p.region_code, p.elder_id, p.benefit_id limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  context.concerns(countyCode, [...new Set(page.map(row => row.elderId))])
  return { rows: page, next: last ? writeKey([last.regionCode, last.elderId, last.benefitId]) : null }
}

const header = [
  '序号',
  '乡镇（街道）',
  '村（社区）',
  '姓名',
  '证件号后四位',
  '待遇',
  '月份',
  '金额（元）',
  '开户行',
  '账号',
  '依据',
]
const widths = [6, 16, 16, 10, 12, 16, 10, 12, 20, 24, 60]

/** Whole account numbers leave with the right to pay only, and only of a list two people stand behind. */
export async function exportRun(
  context: Context,
  { countyCode, id, wholeAccounts }: RowKey & { wholeAccounts: boolean },
): Promise<void> {
  const run = await findRun(context.tx, { countyCode, id })
  if (wholeAccounts && !context.actor.rights.includes('benefit:pay'))
    throw new Refused('not_allowed', '完整账号只有待遇发放人员可以导出。您可以导出账号打码的名单。')
  if (wholeAccounts && run.state === 'compiled')
    throw new Refused('rule_broken', '名单还没有审核，不能导出完整账号。请审核以后再导出。')
  // A township takes out its own part: the row policies leave it no other.
  const { count, people } = await context.tx
    .selectFrom('benefitPayments')
    .where('countyCode', '=', countyCode)
    .where('runId', '=', id)
    .select(eb => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.count<number>('elderId').distinct().as('people'),
    ])
    .executeTakeFirstOrThrow()
  checkExportSize(count)
  const watermark = await watermarkFor(context, people)
  // A bank needs the sum and the account; why somebody gets it is none of its business.
  const shown = <Cell>(cells: Cell[]) => (wholeAccounts ? cells.slice(0, -1) : cells)
  const rows = linesOf(context, { countyCode, id, month: run.month, wholeAccounts }, watermark)
  const place = (await regionNamesOf(context.tx, [`${countyCode}000000`])).get(`${countyCode}000000`)
  const sheet = {
    name: `${runStates.words[run.state]}名单`,
    header: shown(header),
    widths: shown(widths),
    rows,
  }
  await handOutXlsx(context, [sheet], `待遇发放名单-${place ?? countyCode}-${run.month}.xlsx`)
}

async function* linesOf(
  context: Context,
  run: RowKey & { month: string; wholeAccounts: boolean },
  watermark: string,
): AsyncGenerator<(string | number | null)[]> {
  const whole = run.wholeAccounts
  let number = 0
  let after: string | undefined
  do {
    const { rows, next } = await readLines(context, { ...run, withoutAccount: false, limit: 1000, after })
    for (const row of rows)
      yield [
        ++number,
        row.townshipName,
        row.villageName,
        whole ? row.elderName : nameFor(context.actor.role, row.elderName),
        row.numberTail,
        row.title,
        monthWords(run.month),
        row.amountFen / 100,
        row.bankName,
        whole && row.accountSealed !== null
          ? context.sealer.open(row.accountSealed)
          : maskAccount(row.accountTail),
        ...(whole ? [] : [row.sentence]),
      ]
    after = next ?? undefined
  } while (after !== undefined)
  yield [watermark]
}
