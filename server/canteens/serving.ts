// Meals eaten or handed over, a whole push at once. One fact for a person, day and meal, whoever tells it and however often.
import { sql } from 'kysely'
import { checkServing } from '../../domain/canteens/rules.ts'
import type { ServingInput } from '../../domain/canteens/serving.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { workOf } from '../aid-cases/aid-cases.ts'
import type { Context } from '../kernel/context.ts'
import { type LifeSign, noteSigns } from '../silence/silence.ts'
import type { Standing } from './facts.ts'
import { type Person, personsOf, placesOf, unknownElder, unknownPlace } from './place.ts'

interface Recorded {
  servingId: string
  already: boolean
}
type Outcome = Recorded | Refused
type ServingRow = ReturnType<typeof rowOf>

export async function recordServings(context: Context, inputs: readonly ServingInput[]): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(inputs.length)
  const places = new Map((await placesOf(context, inputs)).map(place => [place.id, place]))
  const persons = await personsOf(context, inputs)
  const rows: { index: number; row: ServingRow }[] = []
  inputs.forEach((input, index) => {
    const place = places.get(input.canteenId)
    const person = persons.get(`${input.countyCode} ${input.elderId}`)
    const refused = whyRefused(context, input, place, person)
    if (refused) outcomes[index] = refused
    else if (place) rows.push({ index, row: rowOf(context, input, place, person) })
  })
  const inserted = await insertServings(
    context,
    rows.map(({ row }) => row),
  )
  const fresh = new Set<string>()
  const others = rows.filter(({ index, row }) => {
    // The same id twice in one push: the second is a repeat of the first.
    if (!inserted.has(row.id) || fresh.has(row.id)) return true
    fresh.add(row.id)
    outcomes[index] = { servingId: row.id, already: false }
    return false
  })
  const stored = rows.filter(({ row }) => fresh.has(row.id)).map(({ row }) => row)
  await noteSigns(workOf(context), stored.flatMap(signOf))
  await noteServed(context, stored)
  const repeated = others.map(({ row }) => row)
  const answers = await answerStanding(context, repeated)
  await keepRepeats(context, repeated, answers)
  others.forEach(({ index }, position) => {
    outcomes[index] = answers[position] as Outcome
  })
  noteConcerned(
    context,
    rows.map(({ row }) => row),
  )
  return outcomes
}

function whyRefused(
  context: Context,
  input: ServingInput,
  place: Standing | undefined,
  person: Person | undefined,
): Refused | null {
  if (!place) return unknownPlace()
  if (input.elderId !== null && !person) return unknownElder()
  const withinDays = context.setting('canteen.recordWithinDays', place.regionCode)
  const { now, today } = context
  try {
    checkServing(input, { now, today, withinDays, stop: place.stop })
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
  if (person?.endedOn && input.day > person.endedOn)
    return new Refused(
      'rule_broken',
      `档案显示${person.name}已于 ${person.endedOn} 去世或迁出，之后不能记用餐。如登记有误，请联系乡镇更正。`,
    )
  return null
}

function rowOf({ actor, now }: Context, input: ServingInput, place: Standing, person: Person | undefined) {
  const { place: where, ...rest } = input
  return {
    ...rest,
    regionCode: place.regionCode,
    elderId: person?.id ?? null,
    handedTo: input.way === 'delivered' ? (input.handedTo ?? 'toHerself') : null,
    recordedBy: actor.accountId,
    deviceId: actor.deviceId,
    receivedAt: now.toISOString(),
    lon: where?.lon ?? null,
    lat: where?.lat ?? null,
  }
}

/** One parameter for a whole push; whatever stands already is left alone, by whichever key. */
async function insertServings(
  { tx }: Context,
  rows: readonly (ServingRow & { repeats?: string; undoneAt?: string; undoReason?: string })[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inserted = await sql<{ id: string }>`
    insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, extra_id, portions,
      way, known_by, handed_to, served_at, recorded_by, device_id, received_at, lon, lat, repeats, undone_at,
      undo_reason)
    select "countyCode", id, "regionCode", "canteenId", day, meal, "elderId", "extraId", portions, way, "knownBy",
      "handedTo", "servedAt", "recordedBy", "deviceId", "receivedAt", lon, lat, repeats, "undoneAt", "undoReason"
    from json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid, "regionCode" text,
      "canteenId" uuid, day date, meal text, "elderId" uuid, "extraId" uuid, portions smallint, way text,
      "knownBy" text, "handedTo" text, "servedAt" timestamptz, "recordedBy" uuid, "deviceId" uuid,
      "receivedAt" timestamptz, lon float8, lat float8, repeats uuid, "undoneAt" timestamptz, "undoReason" text)
    on conflict do nothing
    returning id`.execute(tx)
  return new Set(inserted.rows.map(row => row.id))
}

/** The second telling of a meal stays behind the first: it is not lost when the first turns out to be a slip. */
async function keepRepeats(
  context: Context,
  rows: readonly ServingRow[],
  answers: readonly Outcome[],
): Promise<void> {
  const repeats = rows.flatMap((row, index) => {
    const answer = answers[index]
    if (!answer || answer instanceof Refused || answer.servingId === row.id) return []
    return [{ ...row, repeats: answer.servingId, undoneAt: row.receivedAt, undoReason: '这一餐已经有人记过' }]
  })
  await insertServings(context, repeats)
}

/** Eaten at the table or taken from the carrier's hand: she was alive and well enough to eat. */
function signOf(row: ServingRow): LifeSign[] {
  const { countyCode, elderId, servedAt: at } = row
  if (elderId === null) return []
  if (row.way === 'dineIn') return [{ countyCode, elderId, kind: 'ateAtCanteen', at }]
  return row.handedTo === 'toHerself' ? [{ countyCode, elderId, kind: 'tookMealBox', at }] : []
}

async function noteServed({ tx }: Context, rows: readonly ServingRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update canteens c set last_served_on = told.day
    from (select county_code, canteen_id, max(day) as day
      from unnest(${rows.map(row => row.countyCode)}::text[], ${rows.map(row => row.canteenId)}::uuid[],
        ${rows.map(row => row.day)}::date[]) as one (county_code, canteen_id, day)
      group by county_code, canteen_id) as told
    where c.county_code = told.county_code and c.id = told.canteen_id
      and (c.last_served_on is null or c.last_served_on < told.day)`.execute(tx)
}

/** Of what was not stored: the fact that stands in its place, or a clash of ids. */
async function answerStanding({ tx }: Context, rows: readonly ServingRow[]): Promise<Outcome[]> {
  if (rows.length === 0) return []
  const found = await sql<{
    id: string
    elderId: string | null
    extraId: string | null
    day: string
    meal: string
    undoneAt: string | null
    repeats: string | null
  }>`
    select s.id, s.elder_id, s.extra_id, s.day, s.meal, s.undone_at, s.repeats from meal_servings s
    join json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid, day date, meal text,
      "elderId" uuid, "extraId" uuid)
      on s.county_code = told."countyCode" and (s.id = told.id
        or s.undone_at is null and s.elder_id = told."elderId" and s.day = told.day and s.meal = told.meal
        or s.undone_at is null and s.elder_id is null and s.extra_id = told."extraId")
    for share of s`.execute(tx)
  const isSame = (one: (typeof found.rows)[number], row: ServingRow) =>
    one.elderId === row.elderId &&
    one.day === row.day &&
    one.meal === row.meal &&
    (one.elderId !== null || one.extraId === row.extraId)
  return rows.map(row => {
    const own = found.rows.find(one => one.id === row.id)
    if (own && !isSame(own, row))
      return new Refused('conflict', '这个编号已经用于另一条用餐记录，没有再记。请联系乡镇核对。')
    if (own) return { servingId: own.id, already: own.repeats !== null }
    const standing = found.rows.find(one => one.undoneAt === null && isSame(one, row))
    return { servingId: standing?.id ?? row.id, already: true }
  })
}

function noteConcerned(context: Context, rows: readonly ServingRow[]): void {
  for (const countyCode of new Set(rows.map(row => row.countyCode)))
    context.concerns(countyCode, [
      ...new Set(rows.filter(row => row.countyCode === countyCode).flatMap(row => row.elderId ?? [])),
    ])
}
