// Something to see where visits are judged: a word with a visitor, last week's calls to elders, cards in one village.
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { addDays, addMonths, type Day, monthOf, startOfDay } from '../../domain/kernel/day.ts'
import { lastWeekOf } from '../../domain/visit-truth/call-back.ts'
import { doorCodeOf } from '../../domain/visit-truth/door-code.ts'
import { Chance } from './chance.ts'
import { copyRows } from './copy.ts'
import type { SyntheticCounty } from './synthetic.ts'

interface Given {
  client: pg.PoolClient
  county: SyntheticCounty
  seed: string
  today: Day
  villageCode: string
}

export async function loadTruth(given: Given): Promise<void> {
  await loadCards(given)
  await loadWord(given)
  await loadCalls(given)
}

const accountOf = (role: 'townshipOfficer' | 'countyOfficer') =>
  demoAccounts.find(account => account.role === role)?.accountId ?? ''

async function loadCards({ client, county, seed, today, villageCode }: Given): Promise<void> {
  const chance = new Chance(`${seed}|${county.code}|cards`)
  const codes = new Set<string>()
  const homes = county.households.filter(home => home.regionCode === villageCode)
  while (codes.size < homes.length) codes.add(doorCodeOf(String(chance.below(1_000_000)).padStart(6, '0')))
  const given = [...codes]
  await copyRows(
    client,
    'door_cards',
    ['county_code', 'id', 'region_code', 'household_id', 'code', 'issued_on', 'issued_by'],
    homes.map((home, at) => [
      ...[county.code, randomUUID(), home.regionCode, home.id, given[at] ?? ''],
      ...[addDays(today, -40), accountOf('townshipOfficer')],
    ]),
  )
}

/** The visitor who was made to look wrong was spoken to at the beginning of last month, and it was of no use. */
async function loadWord({ client, county, today }: Given): Promise<void> {
  const wrong = county.visitors.find(visitor => visitor.oddPattern !== null)
  if (!wrong) return
  const told = addMonths(monthOf(today), -2)
  await copyRows(
    client,
    'visit_truth_notes',
    ['county_code', 'id', 'region_code', 'visitor_id', 'month', 'kind', 'words', 'written_by', 'written_at'],
    [
      [
        ...[county.code, randomUUID(), wrong.villages[0] ?? '', wrong.id, told, 'coached'],
        '提醒到老人家再打开表单，不要回来一起补；她说手机常没电，答应带充电宝。',
        accountOf('townshipOfficer'),
        startOfDay(`${addMonths(told, 1)}-04`).toISOString(),
      ],
    ],
  )
}

const toCall = 16

async function loadCalls(given: Given): Promise<void> {
  const { client, county, seed, today } = given
  const fromDay = lastWeekOf(today)
  const toDay = addDays(fromDay, 6)
  const drawId = randomUUID()
  const secret = createHash('sha256').update(`${seed}|${county.code}|calls`).digest('hex').slice(0, 32)
  const drawnAt = startOfDay(addDays(toDay, 1)).toISOString()
  const { rows } = await client.query<DrawnVisit>(
    `select id, elder_id, visitor_id, region_code from (
       select distinct on (elder_id) id, elder_id, visitor_id, region_code,
         encode(sha256(convert_to($1::text || id::text, 'UTF8')), 'hex') as place
       from visits where county_code = $2 and visited_on between $3 and $4 and received_at <= $5
         and region_code like $2 || '%' and result = 'met' and method <> 'remote'
       order by elder_id, place) pool order by place`,
    [secret, county.code, fromDay, toDay, drawnAt],
  )
  if (rows.length === 0) return
  await copyRows(
    client,
    'call_back_draws',
    [
      ...['county_code', 'id', 'region_code', 'purpose', 'from_day', 'to_day', 'seed', 'wanted', 'pool_size'],
      ...['drawn_by', 'drawn_at'],
    ],
    [
      [
        ...[
          county.code,
          drawId,
          `${county.code}000000`,
          'everyWeek',
          fromDay,
          toDay,
          secret,
          toCall,
          rows.length,
        ],
        ...[accountOf('countyOfficer'), drawnAt],
      ],
    ],
  )
  await loadAnswers(given, { drawId, drawnAt, rows: rows.slice(0, toCall) })
}

interface DrawnVisit {
  id: string
  elder_id: string
  visitor_id: string
  region_code: string
}

async function loadAnswers(
  { client, county, seed }: Given,
  { drawId, drawnAt, rows }: { drawId: string; drawnAt: string; rows: readonly DrawnVisit[] },
): Promise<void> {
  const chance = new Chance(`${seed}|${county.code}|called`)
  await copyRows(
    client,
    'call_backs',
    [
      ...[
        'county_code',
        'id',
        'draw_id',
        'region_code',
        'visit_id',
        'elder_id',
        'visitor_id',
        'state',
        'tries',
      ],
      ...['came', 'came_when', 'satisfied', 'called_by', 'called_at'],
    ],
    rows
      .slice(0, toCall)
      .map((row, at) => [
        ...[county.code, randomUUID(), drawId, row.region_code, row.id, row.elder_id, row.visitor_id],
        ...answerOf(at, chance),
        ...(at < 9
          ? [accountOf('countyOfficer'), new Date(Date.parse(drawnAt) + 32_400_000).toISOString()]
          : [null, null]),
      ]),
  )
}

/** The first nine were rung: most remember, one line is dead, one does not want to talk. */
function answerOf(at: number, chance: Chance): (string | number | null)[] {
  if (at >= 9) return ['toCall', 0, null, null, null]
  if (at === 7) return ['unreachable', 1, null, null, null]
  if (at === 8) return ['refusedAnswer', 1, null, null, null]
  if (at === 6) return ['gotAnswer', 1, 'cannotRecall', null, null]
  return ['gotAnswer', 1, 'came', chance.happens(0.8) ? 'sameDay' : 'noIdea', 'satisfied']
}
