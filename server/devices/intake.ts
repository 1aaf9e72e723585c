// Takes messages in, whichever way they come: many at once in one transaction a county, acknowledged after its commit.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  type DeviceMessage,
  eventKeyOf,
  instantOf,
  type Speaker,
  whyNotTaken,
} from '../../domain/devices/message.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { System } from '../kernel/context.ts'
import { connectionIsLost, type Transaction, within } from '../kernel/database.ts'
import { keyHash } from './keys.ts'

/** One message with the key it came under. */
export interface Envelope {
  key: string
  /** What the message names; null speaks for the key's own device. */
  device: string | null
  message: DeviceMessage
}

export type Taken = { taken: 'kept' | 'repeated' } | { taken: 'refused'; why: string }

export interface Intake {
  /** Answers after the commit; refuses with `unavailable` when it can take no more now: send again later. */
  take(countyCode: string, envelopes: readonly Envelope[]): Promise<Taken[]>
}

/** Rows of one transaction: one commit carries what arrived during the one before. */
const rowsAtOnce = 4000
/** A minute's worth of a storm; beyond it devices are told to wait, which loses nothing. */
const waitingAtMost = 60_000

interface Submission {
  envelopes: readonly Envelope[]
  receivedAt: string
  done(taken: Taken[]): void
  failed(error: unknown): void
}

/** @param stored is told after every commit: something waits to be judged. */
export function openIntake(system: System, stored: () => void): Intake {
  const queues = new Map<string, { waiting: Submission[]; busy: boolean }>()
  let waiting = 0
  const queueOf = (countyCode: string) => {
    const known = queues.get(countyCode) ?? { waiting: [], busy: false }
    queues.set(countyCode, known)
    return known
  }

  async function drain(countyCode: string): Promise<void> {
    const queue = queueOf(countyCode)
    if (queue.busy) return
    queue.busy = true
    while (queue.waiting.length > 0) {
      const batch = nextBatch(queue.waiting)
      await store(system, countyCode, batch, stored)
      for (const { envelopes } of batch) waiting -= envelopes.length
    }
    queue.busy = false
  }

  return {
    take(countyCode, envelopes) {
      if (waiting + envelopes.length > waitingAtMost)
        return Promise.reject(
          new Refused('unavailable', '消息太多，一时收不下。请过几秒原样重发，不会丢也不会重。'),
        )
      waiting += envelopes.length
      return new Promise((done, failed) => {
        const receivedAt = system.clock.now().toISOString()
        queueOf(countyCode).waiting.push({ envelopes, receivedAt, done, failed })
        void drain(countyCode)
      })
    },
  }
}

function nextBatch(waiting: Submission[]): Submission[] {
  let rows = 0
  let count = 0
  for (const { envelopes } of waiting) {
    if (count > 0 && rows + envelopes.length > rowsAtOnce) break
    rows += envelopes.length
    count += 1
  }
  return waiting.splice(0, count)
}

/** One that the database chokes on must not take the others' answers away: then each is tried alone. */
async function store(
  system: System,
  countyCode: string,
  batch: readonly Submission[],
  stored: () => void,
): Promise<void> {
  try {
    const answers = await append(system, countyCode, batch)
    batch.forEach((one, index) => {
      one.done(answers[index] ?? [])
    })
    stored()
  } catch (error) {
    if (batch.length > 1 && !connectionIsLost(error))
      for (const one of batch) await store(system, countyCode, [one], stored)
    else for (const one of batch) one.failed(error)
  }
}

interface Row {
  deviceId: string
  eventKey: string
  regionCode: string
  kind: string
  saidAt: string | null
  receivedAt: string
  value: number | null
  battery: number | null
}

async function append(system: System, countyCode: string, batch: readonly Submission[]): Promise<Taken[][]> {
  const scope = { area: areaOf(`${countyCode}000000`), accountId: null }
  return within(system.connections.db, scope, true, async tx => {
    const speakers = await speakersOf(tx, countyCode, batch)
    const rows = new Map<string, Row>()
    const refused = new Map<Envelope, string>()
    const keyOf = new Map<Envelope, string>()
    for (const { envelopes, receivedAt } of batch)
      for (const envelope of envelopes) {
        const speaker = speakers(envelope)
        const why = whyNotTaken(speaker, envelope.message.kind)
        if (why !== null || !speaker) {
          refused.set(envelope, why ?? '')
          continue
        }
        const row = rowOf(speaker, envelope.message, receivedAt)
        const key = `${row.deviceId} ${row.eventKey}`
        // The same message twice in one batch: the second is a repetition like any other.
        if (!rows.has(key)) keyOf.set(envelope, key)
        if (!rows.has(key)) rows.set(key, row)
      }
    const kept = await insertRows(tx, countyCode, [...rows.values()])
    return batch.map(({ envelopes }) =>
      envelopes.map((envelope): Taken => {
        const why = refused.get(envelope)
        if (why !== undefined) return { taken: 'refused', why }
        return { taken: kept.has(keyOf.get(envelope) ?? '') ? 'kept' : 'repeated' }
      }),
    )
  })
}

function rowOf(speaker: KnownSpeaker, message: DeviceMessage, receivedAt: string): Row {
  return {
    deviceId: speaker.id,
    eventKey: eventKeyOf(message, randomUUID()),
    regionCode: speaker.regionCode,
    kind: message.kind,
    saidAt: message.at === undefined ? null : instantOf(message.at),
    receivedAt,
    value: message.value ?? null,
    battery: message.battery ?? null,
  }
}

interface KnownSpeaker extends Speaker {
  id: string
  regionCode: string
}

/** Asked again in the transaction that writes: a key revoked a moment ago speaks no more. */
async function speakersOf(
  tx: Transaction,
  countyCode: string,
  batch: readonly Submission[],
): Promise<(envelope: Envelope) => KnownSpeaker | undefined> {
  const envelopes = batch.flatMap(one => one.envelopes)
  const hashes = new Map([...new Set(envelopes.map(one => one.key))].map(key => [key, keyHash(key)]))
  const named = [...new Set(envelopes.flatMap(one => one.device ?? []))]
  const { rows } = await sql<KnownSpeaker & { keyHash: string; serial: string; own: boolean }>`
    select k.key_hash, d.id, d.region_code, d.kind, d.state, d.serial, true as own
    from device_keys k
    join home_devices d on d.county_code = k.county_code and d.id = k.device_id
    where k.key_hash = any(${[...hashes.values()]}) and k.revoked_at is null and k.county_code = ${countyCode}
    union all
    select k.key_hash, d.id, d.region_code, d.kind, d.state, d.serial, false as own
    from device_keys k
    join home_devices d on d.county_code = k.county_code and d.gateway_id = k.gateway_id
    where k.key_hash = any(${[...hashes.values()]}) and k.revoked_at is null and k.county_code = ${countyCode}
      and (d.serial = any(${named}) or d.id::text = any(${named}))`.execute(tx)
  const known = new Map<string, KnownSpeaker>()
  // One taken down and put up elsewhere keeps its number: the one in use answers for it.
  for (const row of rows.toSorted((one, other) =>
    one.state === other.state ? 0 : one.state === 'inUse' ? 1 : -1,
  ))
    for (const name of [row.id, row.serial, ...(row.own ? [''] : [])])
      known.set(`${row.keyHash} ${name}`, row)
  return ({ key, device }) => known.get(`${hashes.get(key)} ${device ?? ''}`)
}

async function insertRows(tx: Transaction, countyCode: string, rows: Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const { rows: kept } = await sql<{ deviceId: string; eventKey: string }>`
    insert into device_events (county_code, device_id, event_key, region_code, kind, said_at, received_at, value,
      battery)
    select ${countyCode}, "deviceId", "eventKey", "regionCode", kind, "saidAt", "receivedAt", value, battery
    from json_to_recordset(${JSON.stringify(rows)}::json) as said ("deviceId" uuid, "eventKey" text,
      "regionCode" text, kind text, "saidAt" timestamptz, "receivedAt" timestamptz, value float8, battery real)
    order by "deviceId", "eventKey"
    on conflict do nothing
    returning device_id, event_key`.execute(tx)
  return new Set(kept.map(row => `${row.deviceId} ${row.eventKey}`))
}
