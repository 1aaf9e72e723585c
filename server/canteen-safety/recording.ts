// What the kitchen records: samples, goods, disinfection, self-checks. A whole push at once, whoever tells it.
import { sql } from 'kysely'
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import {
  checkRecord,
  checkSelfCheck,
  type DisinfectionInput,
  type PurchaseInput,
  periodOf,
  type SelfCheckInput,
} from '../../domain/canteen-safety/records.ts'
import {
  checkChecking,
  checkDiscard,
  checkSample,
  keepUntil,
  type SampleInput,
  sampleCode,
} from '../../domain/canteen-safety/samples.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type CanteenStanding, getCanteenPlaces, unknownCanteen } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'

type Table = typeof canteenSafetyApi
type Done = Record<string, never>

interface Told {
  countyCode: string
  id: string
  canteenId: string
}

/** The place of each input and the first thing wrong with it; the rows of the rest go in by one statement. */
async function keepEach<Input extends Told, Answer>(
  context: Context,
  inputs: readonly Input[],
  parts: {
    check(input: Input, place: CanteenStanding): void
    row(input: Input, place: CanteenStanding): object
    answer(input: Input): Answer
    keep(rows: string): Promise<void>
  },
): Promise<(Answer | Refused)[]> {
  const places = new Map((await getCanteenPlaces(context, inputs)).map(place => [place.id, place]))
  const rows: object[] = []
  const outcomes = inputs.map((input): Answer | Refused => {
    const place = places.get(input.canteenId)
    if (!place) return unknownCanteen()
    const refused = refusalOf(() => parts.check(input, place))
    if (refused) return refused
    const { actor, now } = context
    rows.push({
      ...parts.row(input, place),
      ...{ countyCode: input.countyCode, id: input.id, canteenId: input.canteenId },
      ...{ regionCode: place.regionCode, keptBy: actor.accountId, receivedAt: now.toISOString() },
    })
    return parts.answer(input)
  })
  if (rows.length > 0) await parts.keep(JSON.stringify(rows))
  return outcomes
}

function refusalOf(check: () => void): Refused | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

const recordRule = (context: Context, { regionCode }: CanteenStanding) => ({
  now: context.now,
  withinDays: context.setting('foodSafety.recordWithinDays', regionCode),
})

const said = sql`"countyCode" text, id uuid, "canteenId" uuid, "regionCode" text, "keptBy" uuid,
  "receivedAt" timestamptz`

export function recordSamples(context: Context, inputs: readonly SampleInput[]) {
  const gramsOf = (place: CanteenStanding) => context.setting('foodSample.grams', place.regionCode)
  const hoursOf = (place: CanteenStanding) => context.setting('foodSample.hours', place.regionCode)
  return keepEach(context, inputs, {
    check: (input, place) =>
      checkSample(input, { ...recordRule(context, place), gramsAtLeast: gramsOf(place) }),
    row: (input, place) => ({
      ...{ ...input, keepUntil: keepUntil(input.takenAt, hoursOf(place)), deviceId: context.actor.deviceId },
    }),
    answer: ({ id, day }) => ({ code: sampleCode(id, day) }),
    keep: async rows => {
      await sql`
        insert into food_samples (county_code, id, region_code, canteen_id, day, meal, dish, grams, taken_at,
          keep_until, celsius, kept_by, device_id, received_at)
        select "countyCode", id, "regionCode", "canteenId", day, meal, dish, grams, "takenAt", "keepUntil", celsius,
          "keptBy", "deviceId", "receivedAt"
        from json_to_recordset(${rows}::json) as told (${said}, day date, meal text, dish text, grams int,
          "takenAt" timestamptz, "keepUntil" timestamptz, celsius float8, "deviceId" uuid)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

export function recordPurchases(
  context: Context,
  inputs: readonly PurchaseInput[],
): Promise<(Done | Refused)[]> {
  return keepEach(context, inputs, {
    check: (input, place) => checkRecord({ day: input.boughtOn }, recordRule(context, place)),
    row: input => input,
    answer: () => ({}),
    keep: async rows => {
      await sql`
        insert into food_purchases (county_code, id, region_code, canteen_id, bought_on, goods, amount, supplier,
          ticket_number, cost_fen, expires_on, acceptance, note, kept_by, received_at)
        select "countyCode", id, "regionCode", "canteenId", "boughtOn", goods, amount, supplier, "ticketNumber",
          "costFen", "expiresOn", acceptance, note, "keptBy", "receivedAt"
        from json_to_recordset(${rows}::json) as told (${said}, "boughtOn" date, goods text, amount text,
          supplier text, "ticketNumber" text, "costFen" bigint, "expiresOn" date, acceptance text, note text)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

export function recordDisinfections(
  context: Context,
  inputs: readonly DisinfectionInput[],
): Promise<(Done | Refused)[]> {
  return keepEach(context, inputs, {
    check: (input, place) => checkRecord(input, recordRule(context, place)),
    row: input => input,
    answer: () => ({}),
    keep: async rows => {
      await sql`
        insert into kitchen_disinfections (county_code, id, region_code, canteen_id, day, things, way, minutes,
          done_at, kept_by, received_at)
        select "countyCode", id, "regionCode", "canteenId", day,
          array(select json_array_elements_text(things)), way, minutes, "doneAt", "keptBy", "receivedAt"
        from json_to_recordset(${rows}::json) as told (${said}, day date, things json, way text, minutes int,
          "doneAt" timestamptz)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

export function recordSelfChecks(
  context: Context,
  inputs: readonly SelfCheckInput[],
): Promise<(Done | Refused)[]> {
  return keepEach(context, inputs, {
    check: (input, place) => checkSelfCheck(input, recordRule(context, place)),
    row: input => ({ ...input, day: periodOf(input.kind, input.day) }),
    answer: () => ({}),
    keep: async rows => {
      await sql`
        insert into kitchen_checks (county_code, id, region_code, canteen_id, kind, day, faults, note, done_at,
          kept_by, received_at)
        select "countyCode", id, "regionCode", "canteenId", kind, day,
          array(select json_array_elements_text(faults)), note, "doneAt", "keptBy", "receivedAt"
        from json_to_recordset(${rows}::json) as told (${said}, kind text, day date, faults json, note text,
          "doneAt" timestamptz)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

interface HeldSample {
  countyCode: string
  id: string
  canteenId: string
  keepUntil: string
  discardedAt: string | null
  keptBy: string | null
  checkedBy: string | null
  isLocked: boolean
}

/** Those of them the caller may touch, locked so that two hands do not throw away one bowl. */
async function samplesHeld(
  context: Context,
  keys: readonly { countyCode: string; id: string }[],
): Promise<Map<string, HeldSample>> {
  const { rows } = await sql<HeldSample>`
    select s.county_code, s.id, s.canteen_id, s.keep_until, s.discarded_at, s.kept_by, s.checked_by,
      exists (select from food_incidents i where i.county_code = s.county_code and i.canteen_id = s.canteen_id
        and i.state <> 'incidentOver') as is_locked
    from food_samples s
    where s.county_code = any(${[...new Set(keys.map(one => one.countyCode))]})
      and s.id = any(${keys.map(one => one.id)}::uuid[]) for update of s`.execute(context.tx)
  const mine = new Set((await getCanteenPlaces(context, rows)).map(place => place.id))
  return new Map(rows.filter(row => mine.has(row.canteenId)).map(row => [row.id, row]))
}

const unknownSample = () => new Refused('not_found', '没有找到这份留样，或它不在您的助餐点。请刷新后重试。')

export async function discardSamples(
  context: Context,
  inputs: readonly InputOf<Table['foodSample.discard']>[],
): Promise<(Done | Refused)[]> {
  const { tx, now, actor } = context
  const held = await samplesHeld(context, inputs)
  const outcomes = inputs.map(({ id, discardedAt }): Done | Refused => {
    const sample = held.get(id)
    if (!sample) return unknownSample()
    // A phone's clock that runs ahead does not shorten the hours.
    const at = Date.parse(discardedAt) > now.getTime() ? now.toISOString() : discardedAt
    return refusalOf(() => checkDiscard(sample, at)) ?? {}
  })
  const done = inputs.filter((_, index) => !(outcomes[index] instanceof Refused))
  await sql`
    update food_samples s set discarded_at = least(told.at, ${now.toISOString()}::timestamptz),
      discarded_by = ${actor.accountId}
    from unnest(${done.map(one => one.countyCode)}::text[], ${done.map(one => one.id)}::uuid[],
      ${done.map(one => one.discardedAt)}::timestamptz[]) as told (county_code, id, at)
    where s.county_code = told.county_code and s.id = told.id`.execute(tx)
  return outcomes
}

export async function checkOneSample(
  context: Context,
  { countyCode, id }: InputOf<Table['foodSample.check']>,
): Promise<Done> {
  const { tx, now, actor } = context
  const sample = (await samplesHeld(context, [{ countyCode, id }])).get(id)
  if (!sample) throw unknownSample()
  checkChecking(sample, actor.accountId)
  await tx
    .updateTable('foodSamples')
    .set({ checkedBy: actor.accountId, checkedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
