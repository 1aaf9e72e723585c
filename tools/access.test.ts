// Who may do what, where and by which door: every cell of the matrix, and the database's own wall behind it.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '../domain/api.ts'
import { areaOf } from '../domain/kernel/area.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { actsPerPush } from '../domain/sync/api.ts'
import { within } from '../server/kernel/database.ts'
import { aimedInput, aims, isAllowed, isOutside, operations, postsAbove } from './access.ts'
import { matrixDocument, matrixFile } from './access-matrix.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { areaTables, type Planted, plantRows } from './planted-rows.ts'
import { type Caller, openTestSystem, type TestSystem } from './test-system.ts'

const marker = '外区标记'
const villages = { own: '222402', sibling: '222404', otherPrefecture: '220112' }
type Where = keyof typeof villages

let world: TestSystem
let catalogue: Catalogue
let planted: Record<Where, Planted>
let posts: {
  title: string
  regionCode: string
  role: ReturnType<typeof postsAbove>[number]['role']
  caller: Caller
}[]

beforeAll(async () => {
  world = await openTestSystem()
  catalogue = await readCatalogue(world.pool)
  planted = {} as Record<Where, Planted>
  for (const [where, county] of Object.entries(villages)) {
    const found = await world.pool.query(
      `select code from regions where code like $1 and level = 'village' order by code limit 1`,
      [`${county}%`],
    )
    const regionCode = found.rows[0].code
    const visitor = await world.signedInAs('visitor', regionCode, marker)
    if (where !== 'own') await world.signedInAs('villageOfficer', regionCode, marker)
    planted[where as Where] = await plantRows(world.pool, catalogue, {
      regionCode,
      accountId: visitor.actor.accountId,
      marker,
    })
  }
  posts = await Promise.all(
    postsAbove(planted.own.regionCode).map(async post => ({
      ...post,
      title: `${post.role}@${post.level}`,
      caller: await world.signedInAs(post.role, post.regionCode, '本区人员'),
    })),
  )
})
afterAll(() => world.close())

/** What came of a call: the code of a refusal, or the output. A fault of ours is thrown on. */
async function outcome(
  work: Promise<unknown>,
): Promise<{ refused: string | null; why: string; output: unknown }> {
  try {
    return { refused: null, why: '', output: await work }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code, why: error.message, output: null }
    throw error
  }
}

/** A phone registered to the caller, without which a push is refused for another reason. */
async function phoneOf({ actor }: Caller): Promise<string> {
  const id = world.newId()
  await world.pool.query(
    `insert into devices (id, account_id, name, registered_at, last_seen_at) values ($1, $2, '测试手机', now(), now())`,
    [id, actor.accountId],
  )
  return id
}

const garbage = { definitelyUnknown: true } as never
let cases = 0

describe('rights', () => {
  it('come before everything: nobody is asked to sign in, the wrong post is refused, whatever the input', async () => {
    const wrong: string[] = []
    for (const [name, operation] of operations)
      for (const where of Object.keys(villages) as Where[]) {
        const input = { ...aimedInput(name, planted[where], world.newId), ...(garbage as object) } as never
        cases++
        const { refused } = await outcome(world.as(null).call(name, input))
        const expected = operation.may === 'anyone' ? 'invalid' : 'not_signed_in'
        if (refused !== expected) wrong.push(`nobody ${name} ${where}: ${refused}, not ${expected}`)
      }
    for (const { title, role, caller } of posts)
      for (const [name, operation] of operations)
        for (const where of Object.keys(villages) as Where[]) {
          // Garbage beside a perfect aim: a handler that ran at all would answer something else.
          const input = { ...aimedInput(name, planted[where], world.newId), ...(garbage as object) } as never
          cases++
          const { refused } = await outcome(caller.call(name, input))
          const expected = isAllowed(operation, role) ? 'invalid' : 'not_allowed'
          if (refused !== expected) wrong.push(`${title} ${name} ${where}: ${refused}, not ${expected}`)
        }
    expect(wrong).toEqual([])
  })

  it('hold in a push as well: one act of each operation, aimed at each area', async () => {
    const wrong: string[] = []
    for (const { title, role, caller } of posts)
      for (const where of Object.keys(villages) as Where[]) {
        const acts = operations.map(([name]) => ({
          id: world.newId(),
          operation: name,
          input: aimedInput(name, planted[where], world.newId),
          doneAt: '2026-11-23T01:00:00Z',
        }))
        cases += acts.length
        const deviceId = await phoneOf(caller)
        const push = (at: number) =>
          caller.call('sync.push', { deviceId, appVersion: 'test', acts: acts.slice(at, at + actsPerPush) })
        const sync = operations.find(([name]) => name === 'sync.push')?.[1]
        if (!sync || !isAllowed(sync, role)) {
          const { refused } = await outcome(push(0))
          if (refused !== 'not_allowed') wrong.push(`${title} push ${where}: ${refused}`)
          continue
        }
        const answers: Output<'sync.push'>['answers'] = []
        for (let at = 0; at < acts.length; at += actsPerPush) answers.push(...(await push(at)).answers)
        operations.forEach(([name, operation], index) => {
          const code = answers[index]?.refusal?.code ?? null
          if (!operation.offline && code !== 'invalid') wrong.push(`${title} push ${name} ${where}: ${code}`)
          if (operation.offline && where !== 'own' && code === null)
            wrong.push(`${title} push ${name} ${where}: done`)
        })
      }
    expect(wrong).toEqual([])
  })

  it('were tried in five thousand cases and more', () => {
    expect(cases).toBeGreaterThanOrEqual(5000)
  })
})

describe('another area', () => {
  const foreignState = async () => {
    const counties = [planted.sibling.countyCode, planted.otherPrefecture.countyCode]
    const states = areaTables(catalogue).filter(table => table !== 'audit_entries')
    const rows = []
    for (const table of states)
      rows.push(
        (
          await world.pool.query(
            `select '${table}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content
             from ${table} t where county_code = any($1)`,
            [counties],
          )
        ).rows[0],
      )
    return rows
  }

  it('shows none of its rows and takes no change, whoever asks for whatever is in it', async () => {
    const before = await foreignState()
    const wrong: string[] = []
    let tried = 0
    for (const { title, role, regionCode, caller } of posts)
      for (const where of ['sibling', 'otherPrefecture'] as const) {
        const target = planted[where]
        if (!isOutside(target, regionCode)) continue
        for (const [name, operation] of operations) {
          if (!aims(name, operation) || !isAllowed(operation, role) || operation.bytes === 'in') continue
          tried++
          const input = aimedInput(name, target, world.newId) as never
          const { refused, why, output } = await outcome(caller.call(name, input)).catch(error => ({
            refused: `fault ${String(error).slice(0, 120)}`,
            why: '',
            output: null,
          }))
          if (refused?.startsWith('fault') || refused === 'invalid')
            wrong.push(`${title} ${name} ${where}: ${refused} ${why}`)
          if (refused === null && operation.kind === 'command')
            wrong.push(`${title} ${name} ${where}: was done`)
          const said = JSON.stringify(output)
          if (said.includes(marker) || [...target.ids.values()].some(id => id !== null && said.includes(id)))
            wrong.push(`${title} ${name} ${where}: leaked a row`)
        }
      }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(150)
    expect(await foreignState()).toEqual(before)
  })

  it('is what makes the difference: the same aim at one’s own area finds the planted elder', async () => {
    const officer = posts.find(post => post.role === 'countyOfficer')
    const list = await officer?.caller.call('elder.list', { regionCode: planted.own.regionCode })
    expect(list?.rows.map(row => row.id)).toContain(planted.own.ids.get('elders'))
  })
})

describe('the wall of the database', () => {
  const guarded = () =>
    catalogue.tables.filter(({ table, rowSecurity }) => rowSecurity && areaTables(catalogue).includes(table))
  const scope = () => ({ area: areaOf(villages.own.padEnd(12, '0')), accountId: planted.own.accountId })
  const asApplication = <Result>(
    work: (
      query: (
        text: string,
        values?: unknown[],
      ) => Promise<{ rows: Record<string, unknown>[]; count: number }>,
    ) => Promise<Result>,
  ) =>
    within(world.db, scope(), false, tx =>
      work(async (text, values = []) => {
        const result = await tx.executeQuery({
          sql: text,
          parameters: values,
          query: { kind: 'RawNode' },
          queryId: { queryId: '' },
        } as never)
        return { rows: result.rows as Record<string, unknown>[], count: Number(result.numAffectedRows ?? 0) }
      }),
    )

  it('stands before every table with an area', () => {
    expect(
      guarded()
        .map(({ table }) => table)
        .sort(),
    ).toEqual(areaTables(catalogue).sort())
  })

  it('lets raw SQL see the rows of its own county and none of another', async () => {
    const wrong: string[] = []
    for (const { table, rights } of guarded()) {
      if (!rights.includes('SELECT')) continue
      const seen = await asApplication(query => query(`select distinct county_code from ${table}`))
      const counties = seen.rows.map(row => row.countyCode ?? row.county_code)
      if (counties.some(county => county !== villages.own)) wrong.push(`${table}: shows ${counties}`)
      if (counties.length === 0) wrong.push(`${table}: hides its own county`)
    }
    expect(wrong).toEqual([])
  })

  it('shows nothing at all without a scope', async () => {
    for (const { table, rights } of guarded()) {
      if (!rights.includes('SELECT')) continue
      const client = await world.pool.connect()
      try {
        await client.query('begin; set local role wanqing_app')
        expect((await client.query(`select from ${table}`)).rowCount, table).toBe(0)
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
  })

  it('refuses raw inserts into another county, and changes nothing there', async () => {
    const wrong: string[] = []
    for (const { table } of guarded()) {
      // Whatever was done must be noted, also by a post above the county concerned (kernel migration).
      if (table === 'audit_entries') continue
      const county = planted.sibling.countyCode
      const found = await world.pool.query(
        `select row_to_json(t) as row from ${table} t where county_code = $1 limit 1`,
        [county],
      )
      const columns = catalogue.columns
        .filter(one => one.table === table && !one.generated)
        .map(one => `"${one.column}"`)
      const insert = `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $1::json)`
      const refused = await asApplication(query => query(insert, [JSON.stringify(found.rows[0].row)])).then(
        () => 'inserted',
        (error: { code?: string }) => error.code,
      )
      if (refused !== '42501') wrong.push(`${table}: insert ${refused}`)
      for (const change of [
        `update ${table} set region_code = region_code where county_code = '${county}'`,
        `delete from ${table} where county_code = '${county}'`,
      ]) {
        const result = await asApplication(query => query(change)).then(
          ({ count }) => count,
          (error: { code?: string }) => (error.code === '42501' ? 0 : -1),
        )
        if (result !== 0) wrong.push(`${change}: ${result}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('would show a hole: without its policy a table shows every county', async () => {
    const client = await world.pool.connect()
    try {
      await client.query(`begin; alter table elders disable row level security; set local role wanqing_app;
        set local wanqing.area_from = '222402000000'; set local wanqing.area_to = '222402999999'`)
      const seen = await client.query('select distinct county_code from elders')
      expect(seen.rowCount).toBe(3)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

it('the printed matrix is current', () => {
  const current = readFileSync(matrixFile, 'utf8') === matrixDocument()
  expect(current, 'docs/access-matrix.md 已过时，请运行 npx tsx tools/access-matrix.ts').toBe(true)
})
