// Puts one row into every table that has an area, whatever tables there are, so that a leak has something to leak.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Catalogue, type Column, closedListOf } from './catalogue.ts'

export interface Planted {
  regionCode: string
  countyCode: string
  accountId: string
  /** Table → id of its planted row; tables without an id are present with null. */
  ids: Map<string, string | null>
}

/** Columns whose rule a made-up value would break. */
const special: Record<string, unknown> = {
  answers: 'o'.repeat(24),
  scores: '4'.repeat(26),
  month: '2026-11',
  ethnicity: '01',
  lon: 129.8,
  lat: 42.9,
  to_minute: 60,
  content_hash: '0'.repeat(64),
  standings: '',
  // Later than whatever it was declared at.
  until: '2026-11-02T00:00:00Z',
  reasons: [],
  seed: '0'.repeat(32),
  code: '0005724',
  lunch: '-------',
  supper: '-------',
  lunch_at: 660,
  supper_at: 1020,
  // One fen of the person's and one of others'.
  price_fen: 2,
}

/** Columns of one table that no check in the database lists, and that yet mean something. */
const ofTable: Record<string, Record<string, unknown>> = {
  budget_plans: {
    contents: { moves: [], basis: 'moneyIssued', change: null, meal: null },
    then_sums: {
      ...{ mealBefore: 0, mealAfter: 0, bedBefore: 0, bedAfter: 0, paidBefore: 0, paidAfter: 0 },
      ...{ helpedBefore: 0, helpedAfter: 0, onceFen: 0, yearFen: 0 },
    },
  },
  purchase_contracts: { goals: [] },
  contract_lots: { item_codes: ['bath'] },
  facilities: { opening_week: 'OOOOOOO', opens_at: 480, closes_at: 1020 },
  claim_lines: { faults: [], bill_id: null, lot_id: null },
  ledger_accounts: { kind: 'countySubsidy', limited: false },
  food_samples: { keep_until: '2026-11-28T00:00:00Z' },
  food_incidents: { state: 'servingStopped' },
  ledger_transfers: { purpose: 'mealSubsidy' },
}
/** Written by the database itself beside another table's row: planting it as well would break its key. */
const writtenBeside = ['ledger_month_balances']

/** `marker` stands in every free text of the rows, so that any answer holding it has leaked. */
export async function plantRows(
  client: Pick<pg.ClientBase, 'query'>,
  catalogue: Catalogue,
  place: { regionCode: string; accountId: string; marker: string },
): Promise<Planted> {
  const planted: Planted = {
    regionCode: place.regionCode,
    countyCode: place.regionCode.slice(0, 6),
    accountId: place.accountId,
    ids: new Map(),
  }
  let waiting = areaTables(catalogue).filter(table => !writtenBeside.includes(table))
  // Parents before children, in as many rounds as the foreign keys are deep.
  while (waiting.length > 0) {
    const later: string[] = []
    let last: unknown
    for (const table of waiting) {
      try {
        await insertRow(client, catalogue, table, planted, place.marker)
      } catch (error) {
        last = new Error(`${table}: ${(error as Error).message}`)
        later.push(table)
      }
    }
    if (later.length === waiting.length) throw last
    waiting = later
  }
  return planted
}

/** Tables with a region, and those whose rows only policies of another kind guard. */
export function areaTables({ columns }: Catalogue): string[] {
  const outside = ['settings', 'accounts', 'posts', 'regions']
  return [...new Set(columns.filter(one => one.column === 'region_code').map(one => one.table))].filter(
    table => !outside.includes(table),
  )
}

async function insertRow(
  client: Pick<pg.ClientBase, 'query'>,
  catalogue: Catalogue,
  table: string,
  planted: Planted,
  marker: string,
): Promise<void> {
  const columns = catalogue.columns.filter(one => one.table === table && !one.generated)
  const row = Object.fromEntries(
    columns.map(column => [column.column, valueFor(catalogue, column, planted, marker)]),
  )
  if (table === 'ledger_transfers') {
    row.from_id = planted.ids.get('ledger_accounts')
    row.to_id = await addSecondAccount(client, planted)
  }
  const names = columns.map(column => `"${column.column}"`).join(', ')
  await client.query(
    `insert into ${table} (${names}) select ${names} from json_populate_record(null::${table}, $1::json)`,
    [JSON.stringify(row)],
  )
  planted.ids.set(table, typeof row.id === 'string' ? row.id : null)
}

/** A transfer points at two accounts of one county. */
async function addSecondAccount(client: Pick<pg.ClientBase, 'query'>, planted: Planted): Promise<string> {
  const id = randomUUID()
  await client.query(
    `insert into ledger_accounts (county_code, id, region_code, kind, owner_id, unit, limited, opened_at)
     select county_code, $2, region_code, 'canteenCash', $2, unit, false, opened_at from ledger_accounts
     where county_code = $1`,
    [planted.countyCode, id],
  )
  return id
}

function valueFor(catalogue: Catalogue, column: Column, planted: Planted, marker: string): unknown {
  const { table, column: name, type, nullable } = column
  if (name === 'county_code') return planted.countyCode
  if (name === 'region_code') return planted.regionCode
  // The part of a county that a kept figure counts: a township, by the digits its places begin with.
  if (name === 'part') return planted.regionCode.slice(0, 9)
  const meant = ofTable[table]
  if (meant && name in meant) return meant[name]
  const link = catalogue.constraints.find(
    one => one.table === table && one.kind === 'foreign' && one.columns.includes(name),
  )
  // Who decided, undid or ended something is empty as long as nobody has.
  if (link?.target === 'accounts') return nullable ? null : planted.accountId
  if (link?.target === 'regions') return planted.regionCode
  // A key of several parts points with its other columns too: only the id has a planted value to repeat.
  if (link?.target && type === 'uuid') return planted.ids.get(link.target)
  if (nullable) return null
  if (name in special) return special[name]
  const list = catalogue.constraints
    .filter(one => one.table === table && one.kind === 'check')
    .map(one => closedListOf(one.definition))
    .find(one => one?.column === name)
  if (list) return list.words[0]
  return plainValue(type, marker)
}

function plainValue(type: string, marker: string): unknown {
  if (type === 'uuid') return randomUUID()
  if (type === 'text') return marker
  if (type === 'boolean') return true
  if (type === 'date') return '2026-11-01'
  if (type.endsWith('[]')) return []
  if (type.startsWith('timestamp')) return '2026-11-01T00:00:00Z'
  return type.startsWith('json') ? {} : 1
}
