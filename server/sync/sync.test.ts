// The phone's door on a real database: acts up, bundle down, other people's phones kept out.
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersWith, sampleVisit } from '../../domain/visits/sample.ts'
import { assignElders, farVillage, makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { startEpoch } from './sync.ts'

let world: TestSystem
let visitor: Caller
let elders: SampleElder[]

beforeAll(async () => {
  world = await openTestSystem()
  visitor = await withPhone('测试探访员')
  elders = await makeElders(world, village, 16)
  await assignElders(world, visitor.actor.accountId, elders)
})
afterAll(() => world.close())

async function withPhone(name: string): Promise<Caller> {
  const { actor } = await world.signedInAs('visitor', village, name)
  const deviceId = world.newId()
  const at = world.clock.now().toISOString()
  await world.db
    .insertInto('devices')
    .values({
      id: deviceId,
      accountId: actor.accountId,
      name: '测试手机',
      appVersion: '0.1.0',
      registeredAt: at,
      lastSeenAt: at,
      lostAt: null,
      lostReportedBy: null,
      lostReason: null,
      wipedAt: null,
    })
    .execute()
  return world.as({ ...actor, deviceId })
}

function actOf(elderId: string, changes: object = {}) {
  const id = world.newId()
  const input = { ...sampleVisit, id, elderId, ...changes }
  return { id, operation: 'visit.record', input, doneAt: '2026-11-23T01:12:00Z' }
}

const push = (caller: Caller, acts: ReturnType<typeof actOf>[], deviceId = caller.actor.deviceId ?? '') =>
  caller.call('sync.push', { deviceId, appVersion: '0.1.0', acts })

const pull = (
  caller: Caller,
  have: { fingerprint: string | null; parts: Record<string, string> } | null = null,
) =>
  caller.call('sync.pull', {
    deviceId: caller.actor.deviceId ?? '',
    appVersion: '0.2.0',
    ...(have ?? { fingerprint: null, parts: {} }),
  })

const haveOf = (answer: Awaited<ReturnType<typeof pull>>) => ({
  fingerprint: answer.fingerprint,
  parts: Object.fromEntries(answer.parts.map(part => [part.elder.id, part.fingerprint])),
})

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const thrown = await work.then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return thrown
}

describe('acts go up', () => {
  test('each act has its own answer with a receipt; sent again, the same receipts', async () => {
    const acts = elders.slice(0, 3).map(elder => actOf(elder.id))
    const first = await push(visitor, acts)
    expect(first.answers.map(answer => answer.outcome)).toEqual(['done', 'done', 'done'])
    expect(new Set(first.answers.map(answer => answer.receipt)).size).toBe(3)
    const again = await push(visitor, acts)
    expect(again.answers.map(answer => answer.outcome)).toEqual(['again', 'again', 'again'])
    expect(again.answers.map(answer => answer.receipt)).toEqual(first.answers.map(answer => answer.receipt))
  })

  test('one bad act among good ones keeps the others', async () => {
    const [far] = await makeElders(world, farVillage, 1)
    const acts = [
      actOf(elders[3]?.id ?? ''),
      actOf(far?.id ?? ''),
      actOf(elders[4]?.id ?? '', { mood: 'fine' }),
      actOf(elders[5]?.id ?? '', { startedAt: '2027-01-01T00:00:00Z', endedAt: '2027-01-01T00:10:00Z' }),
      actOf(elders[6]?.id ?? '', { method: 'flying' }),
      actOf(elders[7]?.id ?? ''),
    ]
    const { answers } = await push(visitor, acts)
    expect(answers.map(answer => answer.outcome)).toEqual([
      'done',
      'refused',
      'refused',
      'refused',
      'refused',
      'done',
    ])
    expect(answers.map(answer => answer.refusal?.code ?? '')).toEqual([
      '',
      'not_found',
      'invalid',
      'invalid',
      'invalid',
      '',
    ])
    for (const { refusal } of answers) if (refusal) expect(refusal.message).toMatch(/[一-龥].*。$/)
    const stored = await world.db
      .selectFrom('visits')
      .select('id')
      .where(
        'id',
        'in',
        acts.map(act => act.id),
      )
      .execute()
    expect(stored.map(row => row.id).toSorted()).toEqual([acts[0]?.id, acts[5]?.id].toSorted())
  })

  test('the same id with other content is a conflict, and the first stays', async () => {
    const act = actOf(elders[8]?.id ?? '')
    await push(visitor, [act])
    const { answers } = await push(visitor, [{ ...act, input: { ...act.input, note: '改了' } }])
    expect(answers[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'conflict' } })
  })

  test('the same visit under two acts in one push is stored once and answered twice', async () => {
    const act = actOf(elders[9]?.id ?? '')
    const { answers } = await push(visitor, [act, { ...act, id: world.newId() }])
    expect(answers.map(answer => answer.outcome)).toEqual(['done', 'done'])
  })

  test('two answers lost at once: parallel sends of one push store it once', async () => {
    const acts = elders
      .slice(10, 13)
      .map(elder => actOf(elder.id, { answers: answersWith({ E1: 'danger' }) }))
    const sent = await Promise.all([push(visitor, acts), push(visitor, acts), push(visitor, acts)])
    for (const { answers } of sent)
      for (const answer of answers) expect(['done', 'again']).toContain(answer.outcome)
    const cases = await world.db
      .selectFrom('aidCases')
      .select('id')
      .where(
        'visitId',
        'in',
        acts.map(act => act.id),
      )
      .execute()
    expect(cases).toHaveLength(3)
  })

  test('a push that a later one has overtaken on the road is not done: its phone may have been told no', async () => {
    const deviceId = visitor.actor.deviceId ?? ''
    const line = world.newId()
    const late = actOf(elders[14]?.id ?? '')
    const send = (number: number, acts: ReturnType<typeof actOf>[], from = line) =>
      visitor.call('sync.push', {
        ...{ deviceId, appVersion: '0.1.0', acts },
        turn: { line: from, number },
      })
    expect((await send(2, [actOf(elders[14]?.id ?? '')])).answers[0]?.outcome).toBe('done')
    await expect(send(1, [late])).rejects.toMatchObject({ code: 'unavailable' })
    await expect(send(2, [late])).rejects.toMatchObject({ code: 'unavailable' })
    expect((await send(3, [late])).answers[0]?.outcome).toBe('done')
    // A phone set up anew begins to count anew.
    expect((await send(1, [late], world.newId())).answers[0]?.outcome).toBe('again')
  })

  test('a phone of another account is refused, and the sentence says the records stay', async () => {
    const other = await withPhone('另一位探访员')
    const refused = await refusalOf(push(visitor, [actOf(elders[0]?.id ?? '')], other.actor.deviceId ?? ''))
    expect(refused).toMatchObject({ code: 'not_allowed', message: expect.stringContaining('仍保留在手机上') })
    const strange = await refusalOf(push(visitor, [actOf(elders[0]?.id ?? '')], world.newId()))
    expect(strange.code).toBe('not_allowed')
  })

  test('two hundred visits in one push', async () => {
    const acts = Array.from({ length: 200 }, (_, index) => actOf(elders[index % 16]?.id ?? ''))
    const { answers } = await push(visitor, acts)
    expect(answers.every(answer => answer.outcome === 'done')).toBe(true)
    const more = Array.from({ length: 201 }, () => actOf(elders[0]?.id ?? ''))
    expect((await refusalOf(push(visitor, more))).message).toContain('200')
  })
})

describe('what is learnt of the family comes up', () => {
  const kinAct = (elderId: string, name: string) => {
    const input = {
      countyCode: village.slice(0, 6),
      id: world.newId(),
      elderId,
      kin: { name, kinship: 'son' },
    }
    return { id: world.newId(), operation: 'kin.record', input, doneAt: '2026-11-23T01:12:00Z' }
  }

  test('beside the visits, and one that is refused keeps none of the others back', async () => {
    const [carried] = elders
    const [stranger] = await makeElders(world, village, 1)
    const acts = [
      actOf(carried?.id ?? ''),
      kinAct(carried?.id ?? '', '合成子'),
      kinAct(stranger?.id ?? '', '外人'),
      kinAct(carried?.id ?? '', '合成次子'),
    ]
    const { answers } = await push(visitor, acts as ReturnType<typeof actOf>[])
    expect(answers.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'done',
      'done',
      'not_allowed',
      'done',
    ])
    const again = await push(visitor, acts as ReturnType<typeof actOf>[])
    expect(again.answers.map(({ outcome }) => outcome)).toEqual(['again', 'again', 'refused', 'again'])
    const kept = await world.pool.query(
      'select name from elder_contacts where elder_id = $1 order by call_order',
      [carried?.id],
    )
    expect(kept.rows).toEqual([{ name: '合成子' }, { name: '合成次子' }])
    await world.pool.query('delete from elder_contacts where elder_id = $1', [carried?.id])
  })
})

describe('the bundle comes down', () => {
  test('sixteen elders in 60 KB, and nothing new in 1 KB', async () => {
    const whole = await pull(visitor)
    expect(whole.parts).toHaveLength(16)
    expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThan(60_000)
    expect(whole.parts[0]?.elder).toMatchObject({
      name: '测试老人',
      phone: '13900000000',
      villageName: '兴边社区',
    })
    expect(whole.settings).toMatchObject({ 'visit.daysRed': 7, 'visit.remoteCounts': false })
    const same = await pull(visitor, haveOf(whole))
    expect(same).toMatchObject({ unchanged: true, parts: [], gone: [], fingerprint: whole.fingerprint })
    expect(Buffer.byteLength(JSON.stringify(same))).toBeLessThan(1_000)
  })

  test('sixteen elders with all their kin still in 60 KB, whom to call first and who has the key', async () => {
    const { sealer } = world.system
    const kin = ['女儿', '儿子', '邻居', '孙女', '村干部'].map((relation, at) => ({
      ...{ relation, at, name: `合成亲属${at}`, sealed: sealer.seal(`+82100123456${at}`) },
      has_key: at === 4,
    }))
    const ids = elders.map(elder => elder.id)
    await world.pool.query(
      `insert into elder_contacts (county_code, id, region_code, elder_id, name, relation, phone_sealed, phone_tail,
         whereabouts, country, lives_in, left_on, last_contact_on, has_key, call_order)
       select e.county_code, gen_random_uuid(), e.region_code, e.id, k.name, k.relation, k.sealed, '4560', 'abroad',
         'kr', '首尔特别市九老区', '2019-03-01', '2026-11-01', k.has_key, k.at
       from elders e, json_to_recordset($1) as k (name text, relation text, sealed text, at int, has_key boolean)
       where e.id = any($2)`,
      [JSON.stringify(kin), ids],
    )
    const whole = await pull(visitor)
    expect(Buffer.byteLength(JSON.stringify(whole))).toBeLessThan(60_000)
    const elder = whole.parts[0]?.elder
    expect(elder?.kin?.map(one => [one.relation, one.phone, one.hasKey])).toEqual([
      ['女儿', '+821001234560', undefined],
      ['儿子', '+821001234561', undefined],
      ['邻居', '+821001234562', undefined],
      ['村干部', '+821001234564', true],
    ])
    expect(elder?.contact).toEqual({ name: '合成亲属0', relation: '女儿', phone: '+821001234560' })
    await world.pool.query('delete from elder_contacts where elder_id = any($1)', [ids])
  })

  test('after a visit only that elder comes again, with what was found', async () => {
    const before = await pull(visitor)
    const elder = elders[15] as SampleElder
    await push(visitor, [
      actOf(elder.id, {
        answers: answersWith({ S3: 'danger' }),
        needs: ['repair'],
        startedAt: '2026-11-23T01:30:00Z',
        endedAt: '2026-11-23T01:40:00Z',
      }),
    ])
    const after = await pull(visitor, haveOf(before))
    expect(after.unchanged).toBe(false)
    expect(after.parts.map(part => part.elder.id)).toEqual([elder.id])
    expect(after.parts[0]?.elder).toMatchObject({
      risk: 'red',
      due: { on: '2026-11-24', reason: 'dangerFound' },
      lastVisit: { visitedOn: '2026-11-23', answers: answersWith({ S3: 'danger' }), needs: ['repair'] },
      visitedOn: ['2026-11-23'],
      openTroubles: [expect.stringContaining('供水和取暖')],
    })
  })

  test('an elder who is no longer hers is gone from the phone', async () => {
    const before = await pull(visitor)
    const elder = elders[14] as SampleElder
    await world.db
      .updateTable('visitorAssignments')
      .set({ validTo: '2026-11-22' })
      .where('elderId', '=', elder.id)
      .execute()
    expect(await pull(visitor, haveOf(before))).toMatchObject({
      gone: [elder.id],
      parts: [],
      unchanged: false,
    })
  })

  test('the next day brings nothing new when nothing has happened', async () => {
    const before = await pull(visitor)
    world.clock.set('2026-11-24T02:00:00Z')
    const after = await pull(visitor, haveOf(before))
    world.clock.set('2026-11-23T02:00:00Z')
    expect(after).toMatchObject({ unchanged: true, today: '2026-11-24' })
  })

  test('the office sees which version the phone runs', async () => {
    await pull(visitor)
    const device = await world.db
      .selectFrom('devices')
      .select('appVersion')
      .where('id', '=', visitor.actor.deviceId ?? '')
      .executeTakeFirstOrThrow()
    expect(device.appVersion).toBe('0.2.0')
  })

  test('an officer has no bundle', async () => {
    const officer = await world.signedInAs('townshipOfficer', '222402001000')
    expect((await refusalOf(pull(officer))).code).toBe('not_allowed')
  })
})

test('a restore starts another epoch, and every later answer carries it', async () => {
  const before = await pull(visitor)
  const epoch = await startEpoch(world.pool, 'restored')
  expect(epoch).not.toBe(before.epoch)
  expect((await pull(visitor)).epoch).toBe(epoch)
  const { epoch: pushed } = await push(visitor, [actOf(elders[0]?.id ?? '')])
  expect(pushed).toBe(epoch)
})
