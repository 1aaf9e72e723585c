// The list of care accounts as a spreadsheet, marked with who took it.
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { listCareAccounts } from './list.ts'

/** A list of people's money: a long one leaves by townships, as every list of people does (decision 0021). */
export async function exportCareAccounts(
  context: Context,
  given: InputOf<(typeof careAccountApi)['careAccount.export']>,
): Promise<Record<never, never>> {
  const most = context.setting('export.freeRows', given.regionCode)
  const { rows } = await listCareAccounts(context, { ...given, limit: most + 1 })
  if (rows.length > most)
    throw new Refused('too_large', `超过 ${most} 行，请改选一个乡镇（街道）或村（社区）后再导出。`)
  const place = (await regionNamesOf(context.tx, [given.regionCode])).get(given.regionCode)
  const sheet = {
    name: '老人服务账户',
    header: ['村（社区）', '姓名', '余额（元）', '待付个人部分（元）', '还差（元）', '最近充值'],
    widths: [18, 12, 14, 18, 12, 14],
    rows: [
      ...rows.map(row => [
        ...[row.villageName, row.name, row.balanceFen / 100, row.owedFen / 100, row.shortFen / 100],
        row.lastTopUpOn ?? '',
      ]),
      [await watermarkFor(context, rows.length)],
    ],
  }
  await handOutXlsx(context, [sheet], `老人服务账户-${place ?? given.regionCode}-${context.today}.xlsx`)
  return {}
}
