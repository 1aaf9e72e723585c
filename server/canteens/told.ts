// What is told beside the servings: who does not come, who comes for once, how many were cooked for, which box came back.
import { sql } from 'kysely'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { checkAbsence, checkExtra } from '../../domain/canteens/rules.ts'
import type { AbsenceInput, ExtraInput, MissInput } from '../../domain/canteens/serving.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Standing } from './facts.ts'
import { type Person, personsOf, placesOf, unknownElder, unknownPlace } from './place.ts'

type Done = Record<string, never>
type Outcome = Done | Refused

interface Told {
  countyCode: string
  canteenId: string
  elderId?: string | null
}

/** Place and person of each input, the first thing wrong with it, and the rows of the rest; answers keep their order. */
async function keepEach<Input extends Told>(
  context: Context,
  inputs: readonly Input[],
  parts: {
    check(input: Input): void
    row(input: Input, place: Standing, person: Person | undefined): object
    keep(rows: readonly object[]): Promise<void>
  },
): Promise<Outcome[]> {
  const places = new Map((await placesOf(context, inputs)).map(place => [place.id, place]))
  const asked = inputs.map(({ countyCode, elderId }) => ({ countyCode, elderId: elderId ?? null }))
  const persons = await personsOf(context, asked)
  const rows: object[] = []
  const outcomes = inputs.map((input): Outcome => {
    const place = places.get(input.canteenId)
    const person = persons.get(`${input.countyCode} ${input.elderId}`)
    if (!place) return unknownPlace()
    if (input.elderId && !person) return unknownElder()
    try {
      parts.check(input)
    } catch (error) {
      if (error instanceof Refused) return error
      throw error
    }
    if (person) context.concerns(input.countyCode, [person.id])
    rows.push(parts.row(input, place, person))
    return {}
  })
  if (rows.length > 0) await parts.keep(rows)
  return outcomes
}

const saidBy = ({ actor, now }: Context) => ({ saidBy: actor.accountId, saidAt: now.toISOString() })

export function recordAbsences(context: Context, inputs: readonly AbsenceInput[]): Promise<Outcome[]> {
  return keepEach(context, inputs, {
    check: input => checkAbsence(input, context.today),
    row: (input, place, person) => ({
      ...{ ...input, elderId: person?.id, regionCode: place.regionCode, ...saidBy(context) },
    }),
    keep: async rows => {
      await sql`
        insert into meal_absences (county_code, id, region_code, canteen_id, elder_id, from_on, to_on, meal, reason,
          told_way, said_by, said_at)
        select "countyCode", id, "regionCode", "canteenId", "elderId", "fromOn", "toOn", meal, reason, "toldWay",
          "saidBy", "saidAt"
        from json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid,
          "regionCode" text, "canteenId" uuid, "elderId" uuid, "fromOn" date, "toOn" date, meal text, reason text,
          "toldWay" text, "saidBy" uuid, "saidAt" timestamptz)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

export function recordExtras(context: Context, inputs: readonly ExtraInput[]): Promise<Outcome[]> {
  return keepEach<ExtraInput>(context, inputs, {
    check: input => checkExtra(input),
    row: (input, place, person) => ({
      ...{ ...input, elderId: person?.id ?? null, regionCode: place.regionCode, ...saidBy(context) },
    }),
    keep: async rows => {
      await sql`
        insert into meal_extras (county_code, id, region_code, canteen_id, day, meal, elder_id, guest_kind,
          guest_name, portions, way, said_by, said_at)
        select "countyCode", id, "regionCode", "canteenId", day, meal, "elderId", "guestKind", "guestName", portions,
          way, "saidBy", "saidAt"
        from json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid,
          "regionCode" text, "canteenId" uuid, day date, meal text, "elderId" uuid, "guestKind" text,
          "guestName" text, portions int, way text, "saidBy" uuid, "saidAt" timestamptz)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

export function recordMisses(context: Context, inputs: readonly MissInput[]): Promise<Outcome[]> {
  const { actor, now, today } = context
  return keepEach(context, inputs, {
    check: ({ day }) => {
      if (day > today) throw new Refused('rule_broken', '不能记录还没到的用餐，请核对手机时间。')
    },
    row: ({ place: where, ...input }, place, person) => ({
      ...{ ...input, elderId: person?.id, regionCode: place.regionCode, recordedBy: actor.accountId },
      ...{ deviceId: actor.deviceId, receivedAt: now.toISOString() },
      ...{ lon: where?.lon ?? null, lat: where?.lat ?? null },
    }),
    keep: async rows => {
      await sql`
        insert into meal_misses (county_code, id, region_code, canteen_id, day, meal, elder_id, reason, note,
          missed_at, recorded_by, device_id, received_at, lon, lat)
        select "countyCode", id, "regionCode", "canteenId", day, meal, "elderId", reason, note, "missedAt",
          "recordedBy", "deviceId", "receivedAt", lon, lat
        from json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid,
          "regionCode" text, "canteenId" uuid, day date, meal text, "elderId" uuid, reason text, note text,
          "missedAt" timestamptz, "recordedBy" uuid, "deviceId" uuid, "receivedAt" timestamptz, lon float8,
          lat float8)
        on conflict (county_code, id) do nothing`.execute(context.tx)
    },
  })
}

type CountInput = InputOf<(typeof mealApi)['headCount.confirm']>

/** The last number that was said is the one that was cooked for, in whatever order two phones bring theirs. */
export function confirmCounts(context: Context, inputs: readonly CountInput[]): Promise<Outcome[]> {
  const { actor, now } = context
  return keepEach(context, inputs, {
    check: ({ portions, boxes }) => {
      if (boxes > portions) throw new Refused('invalid', '送餐份数不能多于总份数，请核对。')
    },
    row: (input, place) => ({
      ...{ ...input, regionCode: place.regionCode, confirmedBy: actor.accountId },
      // A phone's clock that runs ahead does not make its number the last.
      confirmedAt: earlier(input.confirmedAt ?? now.toISOString(), now.toISOString()),
    }),
    keep: async rows => {
      await sql`
        insert into head_counts (county_code, canteen_id, day, meal, region_code, portions, boxes, confirmed_by,
          confirmed_at)
        select distinct on ("countyCode", "canteenId", day, meal) "countyCode", "canteenId", day, meal, "regionCode",
          portions, boxes, "confirmedBy", "confirmedAt"
        from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as ("countyCode" text, "canteenId" uuid,
          day date, meal text, "regionCode" text, portions int, boxes int, "confirmedBy" uuid,
          "confirmedAt" timestamptz)) with ordinality as told ("countyCode", "canteenId", day, meal, "regionCode",
          portions, boxes, "confirmedBy", "confirmedAt", told_as)
        order by "countyCode", "canteenId", day, meal, "confirmedAt" desc, told_as desc
        on conflict (county_code, canteen_id, day, meal) do update set portions = excluded.portions,
          boxes = excluded.boxes, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at
        where head_counts.confirmed_at <= excluded.confirmed_at
      `.execute(context.tx)
    },
  })
}

const earlier = (one: string, other: string) => (Date.parse(one) < Date.parse(other) ? one : other)

type WithdrawInput = { countyCode: string; id: string }

export const withdrawAbsences = (context: Context, inputs: readonly WithdrawInput[]) =>
  withdraw(context, inputs, 'meal_absences')
export const withdrawExtras = (context: Context, inputs: readonly WithdrawInput[]) =>
  withdraw(context, inputs, 'meal_extras')

/** Withdrawn twice is withdrawn; a single meal that was eaten stays. */
async function withdraw(
  context: Context,
  inputs: readonly WithdrawInput[],
  table: 'meal_absences' | 'meal_extras',
): Promise<Outcome[]> {
  const { tx, now, actor } = context
  const counties = [...new Set(inputs.map(one => one.countyCode))]
  const ids = inputs.map(one => one.id)
  const { rows } = await sql<{ countyCode: string; id: string; canteenId: string; elderId: string | null }>`
    select county_code, id, canteen_id, elder_id from ${sql.table(table)}
    where county_code = any(${counties}) and id = any(${ids}::uuid[])`.execute(tx)
  const reachable = new Set((await placesOf(context, rows)).map(place => place.id))
  const known = new Set(rows.filter(row => reachable.has(row.canteenId)).map(row => row.id))
  await sql`
    update ${sql.table(table)} set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${actor.accountId}
    where county_code = any(${counties}) and id = any(${[...known]}::uuid[]) and withdrawn_at is null`.execute(
    tx,
  )
  for (const { countyCode, elderId } of rows) if (elderId) context.concerns(countyCode, [elderId])
  return inputs.map(({ id }) =>
    known.has(id) ? {} : new Refused('not_found', '没有找到这条登记，可能同事已取消。请刷新。'),
  )
}
