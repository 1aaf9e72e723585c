// The floor under the doors: a bare server that only checks and writes, or reads, the same rows. Under 100 lines.
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
const columns = [
  ['county_code', 'text'],
  ['id', 'uuid'],
  ['region_code', 'text'],
  ['elder_id', 'uuid'],
  ['visitor_id', 'uuid'],
  ['method', 'text'],
  ['result', 'text'],
  ['visited_on', 'date'],
  ['started_at', 'timestamptz'],
  ['ended_at', 'timestamptz'],
  ['received_at', 'timestamptz'],
  ['answers', 'text'],
  ['counts_for_rate', 'boolean'],
  ['worst', 'text'],
  ['rules_version', 'int'],
  ['synthetic', 'boolean'],
]
const names = columns.map(([name]) => name).join(', ')
const insert = {
  name: 'insert',
  text: `insert into floor_visits (${names}, needs) select ${names}, '{}'
         from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')}) as t(${names})`,
}
const uuid = /^[0-9a-f-]{36}$/
const fields = 'H1 H2 H3 H4 H5 H6 M1 M2 M3 M4 E1 E2 E3 E4 E5 E6 S1 S2 S3 S4 S5 C1 C2 N2'.split(' ')
const letters = { ok: 'o', attention: 'a', danger: 'd', notAsked: 'n' }

function check(visit) {
  if (!uuid.test(visit.id) || !uuid.test(visit.elderId)) throw new Error('id')
  if (!['home', 'phone', 'video', 'remote'].includes(visit.method)) throw new Error('method')
  if (!(Date.parse(visit.endedAt) >= Date.parse(visit.startedAt))) throw new Error('time')
  for (const field of fields) if (!(visit.answers[field] in letters)) throw new Error('answer')
}

const answers = {
  async write({ visits, regionCode, visitorId }) {
    for (const visit of visits) check(visit)
    const each = pick => visits.map(pick)
    const now = new Date().toISOString()
    await pool.query({
      ...insert,
      values: [
        each(visit => visit.countyCode),
        each(visit => visit.id),
        each(() => regionCode),
        each(visit => visit.elderId),
        each(() => visitorId),
        each(visit => visit.method),
        each(visit => visit.result),
        each(visit => visit.startedAt.slice(0, 10)),
        each(visit => visit.startedAt),
        each(visit => visit.endedAt),
        each(() => now),
        each(visit => fields.map(field => letters[visit.answers[field]]).join('')),
        each(() => true),
        each(() => 'ok'),
        each(() => 1),
        each(() => true),
      ],
    })
    return { stored: visits.length }
  },
  async elder({ countyCode, id }) {
    const found = await pool.query({
      name: 'elder',
      text: 'select * from elders where county_code = $1 and id = $2',
      values: [countyCode, id],
    })
    return found.rows[0]
  },
  async village({ countyCode, regionCode }) {
    const found = await pool.query({
      name: 'village',
      text: 'select * from elders where county_code = $1 and region_code = $2 order by id limit 50',
      values: [countyCode, regionCode],
    })
    return found.rows
  },
  async name({ prefix }) {
    const found = await pool.query({
      name: 'name',
      text: 'select * from elders where name ~>=~ $1 and name ~<~ $2 order by name limit 50',
      values: [prefix, `${prefix}\u{10ffff}`],
    })
    return found.rows
  },
  async board({ month }) {
    const found = await pool.query({
      name: 'board',
      text: `select indicator, region_code, value from indicator_values
             where month = $1 and right(region_code, 6) = '000000'`,
      values: [month],
    })
    return found.rows
  },
}

createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  try {
    const output = await answers[request.url.slice(1)](JSON.parse(Buffer.concat(parts).toString()))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(output))
  } catch (error) {
    response.writeHead(400).end(String(error))
  }
}).listen(Number(process.env.PORT), '127.0.0.1')
