// Trial balance, balances and statements as spreadsheets, marked with who took them.
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type LedgerUnit, ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
import { amountIn, unitWords } from '../../domain/ledger/amount.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { statementOf } from './statement.ts'
import { listAccounts, trialBalance } from './trial.ts'

type Table = typeof ledgerApi

const cell = (unit: LedgerUnit, amount: number) => amountIn(unit, amount)

async function placeOf({ tx }: Context, regionCode: string): Promise<string> {
  return (await regionNamesOf(tx, [regionCode])).get(regionCode) ?? regionCode
}

export async function exportTrial(
  context: Context,
  given: InputOf<Table['ledger.exportTrial']>,
): Promise<Record<never, never>> {
  const { rows } = await trialBalance(context, given)
  const sheet = {
    name: '试算平衡表',
    header: ['单位', '账户类别', '账户数', '月初余额', '本月转入', '本月转出', '余额'],
    widths: [10, 24, 10, 16, 16, 16, 16],
    rows: [
      ...rows.map(row => [
        unitWords[row.unit],
        ledgerAccountKinds.words[row.kind],
        row.accounts,
        ...[row.carried, row.cameIn, row.wentOut, row.balance].map(amount => cell(row.unit, amount)),
      ]),
      [await watermarkFor(context, 0)],
    ],
  }
  await handOutXlsx(
    context,
    [sheet],
    `试算平衡表-${await placeOf(context, given.regionCode)}-${given.day}.xlsx`,
  )
  return {}
}

/** A list of people's money: a long one leaves by townships, as every list of people does (decision 0021). */
export async function exportAccounts(
  context: Context,
  given: InputOf<Table['ledger.exportAccounts']>,
): Promise<Record<never, never>> {
  const most = context.setting('export.freeRows', given.regionCode)
  const { rows } = await listAccounts(context, { ...given, limit: most + 1 })
  if (rows.length > most)
    throw new Refused('too_large', `超过 ${most} 行，请改选一个乡镇（街道）或村（社区）后再导出。`)
  const kind = ledgerAccountKinds.words[given.kind]
  const sheet = {
    name: kind,
    header: ['所在地', '户主', `余额（${unitWords[given.unit]}）`],
    widths: [20, 24, 16],
    rows: [
      ...rows.map(row => [row.placeName, row.ownerName ?? '', cell(row.unit, row.balance)]),
      [await watermarkFor(context, rows.length)],
    ],
  }
  const place = await placeOf(context, given.regionCode)
  await handOutXlsx(context, [sheet], `${kind}-${place}-${given.day}.xlsx`)
  return {}
}

const linesAtMost = 20_000

export async function exportStatement(
  context: Context,
  given: InputOf<Table['ledger.exportStatement']>,
): Promise<Record<never, never>> {
  const found = await statementOf(context, { ...given, limit: linesAtMost })
  if (found.next !== null) throw new Refused('too_large', `超过 ${linesAtMost} 笔，请缩短日期范围后再导出。`)
  const { account, rows, opening, closing } = found
  const { unit } = account
  const kind = ledgerAccountKinds.words[account.kind]
  const sheet = {
    name: '账户明细',
    header: ['日期', '凭证号', '用途', '对方', '转入', '转出', `余额（${unitWords[unit]}）`, '摘要'],
    widths: [12, 10, 18, 28, 14, 14, 14, 30],
    rows: [
      [given.from, '', '期初余额', '', '', '', cell(unit, opening), ''],
      ...rows.map(row => [
        ...[row.day, row.serial, ledgerPurposes.words[row.purpose]],
        [row.otherKind && ledgerAccountKinds.words[row.otherKind], row.otherName].filter(Boolean).join(' '),
        row.change > 0 ? cell(unit, row.change) : '',
        row.change < 0 ? cell(unit, -row.change) : '',
        ...[cell(unit, row.balance), row.note ?? ''],
      ]),
      [given.to, '', '期末余额', '', '', '', cell(unit, closing), ''],
      [await watermarkFor(context, 1)],
    ],
  }
  const owner = account.ownerName ?? (await placeOf(context, account.regionCode))
  await handOutXlsx(context, [sheet], `${kind}-${owner}-${given.from}至${given.to}.xlsx`)
  return {}
}
