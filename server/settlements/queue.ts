// The queue of lines that do not agree: listed, counted by reason, and handed out as a sheet.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { claimApi } from '../../domain/settlements/api.ts'
import { claimLineStates } from '../../domain/settlements/claim.ts'
import { claimFaults, faultRules, sentenceOfFault } from '../../domain/settlements/faults.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { narrowing, readLines } from './reading.ts'

type Table = typeof claimApi

/** Rows of a table within a region, by the alias its columns stand behind. */
export function within(alias: string, regionCode: string): RawBuilder<unknown> {
  const area = areaOf(regionCode)
  const [county, region] = [sql.ref(`${alias}.county_code`), sql.ref(`${alias}.region_code`)]
  return sql`${county} >= ${countyCodeOf(area.from)} and ${county} <= ${countyCodeOf(area.to)}
    and ${region} >= ${area.from} and ${region} <= ${area.to}`
}

const waiting = sql`l.state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes')`
const isSent = sql`exists (select from claims c where c.county_code = l.county_code and c.id = l.claim_id
  and c.state = 'claimSent')`

interface Asked {
  regionCode: string
  month?: string | undefined
  providerId?: string | undefined
}

const asked = ({ regionCode, month, providerId }: Asked) => sql`${within('l', regionCode)} and ${isSent}
  and ${month === undefined ? sql`true` : sql`l.month = ${month}`}
  and ${providerId === undefined ? sql`true` : sql`l.provider_id = ${providerId}`}`

export function listQueue(
  context: Context,
  input: InputOf<Table['claim.queue']>,
): Promise<OutputOf<Table['claim.queue']>> {
  return readLines(context, sql`${asked(input)} and ${waiting} and ${narrowing(input)}`, input)
}

export async function countQueue(
  { tx, today }: Context,
  input: InputOf<Table['claim.counts']>,
): Promise<OutputOf<Table['claim.counts']>> {
  type Output = OutputOf<Table['claim.counts']>
  const faults = await sql<Output['faults'][number]>`
    select key, count(*) as lines, sum(l.amount_fen) as amount_fen
    from claim_lines l cross join lateral unnest(l.fault_keys) as key
    where ${asked(input)} and ${waiting} group by 1 order by 2 desc, 1`.execute(tx)
  const states = await sql<Output['states'][number]>`
    select l.state as key, count(*) as lines, sum(l.amount_fen) as amount_fen
    from claim_lines l where ${asked(input)} group by 1 order by 1`.execute(tx)
  const providers = await sql<Output['providers'][number]>`
    select p.id, p.name, count(*) as lines
    from claim_lines l join service_providers p on p.county_code = l.county_code and p.id = l.provider_id
    where ${asked({ regionCode: input.regionCode })} and ${waiting} group by 1, 2 order by 3 desc, 2`.execute(
    tx,
  )
  const saved = await sql<{ fen: number }>`
    select coalesce(sum(l.amount_fen), 0) as fen from claim_lines l
    where ${asked({ regionCode: input.regionCode })} and l.state = 'turnedOff'
      and l.served_on >= date_trunc('year', ${today}::date)`.execute(tx)
  return {
    faults: faults.rows,
    states: states.rows,
    providers: providers.rows,
    deniedFen: saved.rows[0]?.fen ?? 0,
  }
}

export async function queueSheet(
  context: Context,
  input: InputOf<Table['claim.sheet']>,
): Promise<Record<string, never>> {
  const { regionCode } = input
  checkInArea(context, regionCode)
  const most = context.setting('export.freeRows', regionCode)
  const { rows } = await readLines(context, sql`${asked(input)} and ${waiting} and ${narrowing(input)}`, {
    limit: most + 1,
  })
  if (rows.length > most)
    throw new Refused('too_large', `待核的超过 ${most} 行，请先按原因筛选，再分几次导出。`)
  const lines = rows.map(row => [
    ...[row.providerName, row.orderCode, row.itemName, row.elderName, row.villageName, row.servedOn],
    ...[row.quantity, row.unitPriceFen / 100, row.amountFen / 100, claimLineStates.words[row.state]],
    row.faults
      .map(one => `规则 ${faultRules[one.key]} ${claimFaults.words[one.key]}：${sentenceOfFault(one)}`)
      .join('\n'),
    row.lastWord,
  ])
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const sheet = {
    name: '待核申报',
    header: [
      ...[
        '服务机构',
        '订单编号',
        '服务项目',
        '老年人',
        '村（社区）',
        '服务日期',
        '数量',
        '单价',
        '金额',
        '状态',
      ],
      ...['待核原因', '最近一次说明'],
    ],
    widths: [22, 18, 18, 10, 14, 12, 8, 10, 10, 14, 50, 30],
    rows: [...lines, [await watermarkFor(context, rows.length)]],
  }
  await handOutXlsx(context, [sheet], `待核申报-${place}-${context.today}.xlsx`)
  return {}
}
