// What must hold of a kitchen when every phone has come to rest: nothing told is lost, doubled, altered or overwritten
// in silence, and everybody sees the same kitchen.
import type { KeptAct } from '../phone/outbox.ts'
import { type CookPhone, isSent, type KitchenHistory, seenOn } from './simulate-cook.ts'

interface Row {
  id: string
  elder: string | null
  day: string | null
  meal: string | null
  value: string | null
  gone: boolean
}

/** Table, what of its rows is compared, and when a row no longer counts. */
const kept = {
  'mealServing.record': ['meal_servings', "''", 'undone_at is not null'],
  'mealMiss.record': ['meal_misses', 'reason', 'false'],
  'mealAbsence.record': ['meal_absences', 'from_on::text', 'withdrawn_at is not null'],
  'mealExtra.record': ['meal_extras', 'portions::text', 'withdrawn_at is not null'],
  'foodSample.record': ['food_samples', 'grams::text', 'discarded_at is not null'],
  'disinfection.record': ['kitchen_disinfections', 'minutes::text', 'false'],
  'selfCheck.record': ['kitchen_checks', 'kind', 'false'],
} as const
type Recording = keyof typeof kept
const valueIn: Readonly<Record<Recording, string | null>> = {
  ...{ 'mealServing.record': null, 'mealMiss.record': 'reason', 'mealAbsence.record': 'fromOn' },
  ...{ 'mealExtra.record': 'portions', 'foodSample.record': 'grams', 'disinfection.record': 'minutes' },
  'selfCheck.record': 'kind',
}
const takenBack: Readonly<Partial<Record<Recording, string>>> = {
  ...{ 'mealAbsence.record': 'mealAbsence.withdraw', 'mealExtra.record': 'mealExtra.withdraw' },
  'foodSample.record': 'foodSample.discard',
}

interface Told {
  phone: CookPhone
  kept: KeptAct
}

export async function brokenInKitchen(history: KitchenHistory): Promise<string[]> {
  const { phones, events } = history
  const told = phones.flatMap(phone => [...phone.store.acts.values()].map(kept => ({ phone, kept })))
  const broken = events.filter(event => event.startsWith('BROKEN'))
  for (const phone of phones)
    for (const id of phone.tapped.keys())
      if (!phone.store.acts.has(id)) broken.push(`act ${id} vanished from the phone`)
  for (const one of told) broken.push(...notAtRest(history, one))
  for (const recording of Object.keys(kept) as Recording[])
    broken.push(...(await brokenRows(history, recording, told)))
  broken.push(...(await brokenMeals(history, told)), ...(await brokenCounts(history, told)))
  return [...broken, ...(await brokenReplicas(history))]
}

/** A phone that was late by days, a thing already taken back, or a restore between: said to the cook, and no fault. */
function mayBeRefused(
  { wasRestored, phones }: KitchenHistory,
  { act, refusal }: KeptAct,
  { store }: CookPhone,
): boolean {
  const [code, message] = [refusal?.code ?? '', refusal?.message ?? '']
  if (message.includes('天内')) return true
  // Taken back before the office had said no to it.
  const isOfRefused = [...store.acts.values()].some(
    one => one.state === 'refused' && one.act.id !== act.id && one.act.input.id === act.input.id,
  )
  if (code === 'not_found' && isOfRefused) return true
  if (act.operation === 'mealServing.undo')
    return code === 'conflict' || (wasRestored && code === 'not_found')
  if (act.operation === 'foodSample.discard') return code === 'conflict' || wasRestored || phones.length > 1
  if (act.operation.endsWith('.withdraw')) return wasRestored && code === 'not_found'
  return false
}

function notAtRest(history: KitchenHistory, { phone, kept: one }: Told): string[] {
  const { act, state, refusal } = one
  const what = `${act.operation} ${act.id}`
  const tap = phone.tapped.get(act.id)
  if (state === 'waiting') return [`${what} waits for ever: ${one.trouble}`]
  if (state === 'refused' && !refusal) return [`${what} was refused without a reason`]
  if (tap?.wrong && state !== 'refused') return [`${what} should have been refused and is ${state}`]
  if (tap && !tap.wrong && !tap.skewed && state === 'refused' && !mayBeRefused(history, one, phone))
    return [`${what} was right and is refused: ${refusal?.message}`]
  return []
}

async function rowsOf({ world, canteenId }: KitchenHistory, recording: Recording): Promise<Row[]> {
  const [table, value, gone] = kept[recording]
  const has = (column: string) => `to_jsonb(t) ->> '${column}'`
  const { rows } = await world.pool.query<Row>(
    `select id, ${has('elder_id')} as elder, ${has('day')} as day, ${has('meal')} as meal, ${value} as value,
       ${gone} as gone
     from ${table} t where canteen_id = $1`,
    [canteenId],
  )
  return rows
}

/** Every record answered with yes is a row with what was told, and no row is there that nobody told of. */
async function brokenRows(
  history: KitchenHistory,
  recording: Recording,
  told: readonly Told[],
): Promise<string[]> {
  const rows = new Map((await rowsOf(history, recording)).map(row => [row.id, row]))
  const made = told.filter(({ kept: one }) => one.act.operation === recording)
  const broken: string[] = []
  for (const id of rows.keys())
    if (!made.some(({ kept: one }) => one.act.input.id === id))
      broken.push(`${recording} ${id} was never told`)
  for (const { kept: one } of made) {
    const { input } = one.act
    const row = rows.get(String(input.id))
    if (!isSent(one)) {
      if (row && one.state === 'refused') broken.push(`${recording} ${input.id} was refused and is stored`)
      continue
    }
    // A meal told twice by two phones is one fact; it is looked at by person, day and meal.
    if (recording === 'mealServing.record') continue
    if (!row) {
      broken.push(`${recording} ${input.id} is lost`)
      continue
    }
    const field = valueIn[recording]
    if (field && row.value !== String(input[field])) broken.push(`${recording} ${input.id} was altered`)
    const back = takenBack[recording]
    const wasTaken = told.some(
      ({ kept: other }) => other.act.operation === back && other.act.input.id === input.id && isSent(other),
    )
    if (row.gone !== wasTaken)
      broken.push(`${recording} ${input.id} is ${row.gone ? 'gone' : 'there'} by mistake`)
  }
  return broken
}

const keyOf = ({ act }: KeptAct) => `${act.input.elderId} ${act.input.day} ${act.input.meal}`

/** A telling stands unless it, or what its own teller saw in its place, was taken back later. */
async function brokenMeals(history: KitchenHistory, told: readonly Told[]): Promise<string[]> {
  const rows = (await rowsOf(history, 'mealServing.record')).filter(row => !row.gone)
  const standing = new Map<string, number>()
  for (const { elder, day, meal } of rows) {
    const key = `${elder} ${day} ${meal}`
    standing.set(key, (standing.get(key) ?? 0) + 1)
  }
  const tellings = told.filter(({ kept: one }) => one.act.operation === 'mealServing.record')
  const keys = new Map(tellings.map(({ kept: one }) => [String(one.act.input.id), keyOf(one)]))
  const undone = told.filter(({ kept: one }) => one.act.operation === 'mealServing.undo' && isSent(one))
  const broken: string[] = []
  for (const key of new Set(keys.values())) {
    const sent = tellings.filter(({ kept: one }) => isSent(one) && keyOf(one) === key)
    const left = sent.filter(
      ({ phone, kept: one }) =>
        !undone.some(
          ({ phone: by, kept: { act } }) =>
            act.input.id === one.act.input.id ||
            (by === phone && keys.get(String(act.input.id)) === key && act.doneAt >= one.act.doneAt),
        ),
    )
    const count = standing.get(key) ?? 0
    if (count > 1) broken.push(`meal ${key} stands ${count} times`)
    if (left.length > 0 && count === 0) broken.push(`meal ${key} is lost`)
    if (left.length === 0 && count > 0) broken.push(`meal ${key} stands though it was taken back`)
  }
  return broken
}

/** The last number that was said is the one that was cooked for, in whatever order they arrived. */
async function brokenCounts({ world, canteenId }: KitchenHistory, told: readonly Told[]): Promise<string[]> {
  const { rows } = await world.pool.query<{ key: string; portions: number }>(
    `select day || ' ' || meal as key, portions from head_counts where canteen_id = $1`,
    [canteenId],
  )
  const standing = new Map(rows.map(row => [row.key, row.portions]))
  const counts = told.filter(({ kept: one }) => one.act.operation === 'headCount.confirm' && isSent(one))
  const broken: string[] = []
  for (const key of new Set(counts.map(({ kept: { act } }) => `${act.input.day} ${act.input.meal}`))) {
    const said = counts.filter(({ kept: { act } }) => `${act.input.day} ${act.input.meal}` === key)
    // What a wrong clock said cannot be put in order.
    if (said.some(({ phone, kept: { act } }) => phone.tapped.get(act.id)?.skewed)) continue
    const last = said
      .map(({ kept: { act } }) => act.doneAt)
      .toSorted()
      .at(-1)
    const right = said
      .filter(({ kept: { act } }) => act.doneAt === last)
      .map(({ kept: { act } }) => act.input.portions)
    if (!right.includes(standing.get(key)))
      broken.push(`count of ${key} is ${standing.get(key)}, the last that was said is ${right.join()}`)
  }
  return broken
}

/** What every phone shows is what the office has. */
async function brokenReplicas({ phones, events }: KitchenHistory): Promise<string[]> {
  const [first] = phones
  if (!first) return []
  const { kitchens } = await first.visitor.call('kitchen.pull', { fingerprint: null })
  const office = inShort(kitchens[0])
  const broken: string[] = []
  for (const [index, phone] of phones.entries()) {
    const shown = inShort(await seenOn(phone))
    if (shown !== office) broken.push(`phone ${index} shows ${shown}, the office ${office}`)
  }
  events.push(`${phones.length} phones looked at`)
  return broken
}

function inShort(kitchen: Awaited<ReturnType<typeof seenOn>> | undefined): string {
  if (!kitchen) return 'nothing'
  const ids = (lines: readonly { id: string }[]) => lines.map(line => line.id).toSorted()
  const { served, absences, extras, misses, counts } = kitchen
  return JSON.stringify([
    ...[ids(served), ids(absences), ids(extras), ids(misses)],
    counts.map(({ day, meal, portions }) => `${day} ${meal} ${portions}`).toSorted(),
  ])
}
