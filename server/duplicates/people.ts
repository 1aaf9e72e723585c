// Reads people of the ledger ready for comparing; sealed numbers and telephones are opened in memory only.
import type pg from 'pg'
import { makeReady, type Ready } from '../../domain/duplicates/ready.ts'
import type { BirthCalendar, NumberKind, Sex } from '../../domain/elders/elder.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { lunarToSolar } from '../elders/elders.ts'
import type { Sealer } from '../kernel/sealing.ts'

export interface Person {
  countyCode: string
  id: string
  regionCode: string
  ready: Ready
}

/** The columns of a person, in the order `personOf` reads them. Contacts come as name, tail, name, tail. */
const columns = `e.county_code, e.id, e.region_code, e.household_id, e.name, e.pinyin, e.sex, e.born_on::text,
  e.birth_calendar, e.ethnicity, e.number_kind, e.citizen_number_sealed, e.phone_sealed, e.phone_tail,
  h.address, h.hamlet,
  array(
    select unnest(array[c.name, coalesce(c.phone_tail, '')]) from (
      select name, phone_tail from elder_contacts
      where county_code = e.county_code and elder_id = e.id order by call_order limit 3
    ) c
  ) as kin`
const from = `elders e join households h on h.county_code = e.county_code and h.id = e.household_id`
/** Merged records and those who left the ledger are nobody's double any more. */
const standing = `e.merged_into is null and e.ended_on is null`

type PersonRow = [
  ...[countyCode: string, id: string, regionCode: string, householdId: string, name: string, pinyin: string],
  ...[sex: Sex, bornOn: Day | null, birthCalendar: BirthCalendar, ethnicity: string, numberKind: NumberKind],
  ...[numberSealed: string | null, phoneSealed: string | null, phoneTail: string | null],
  ...[address: string, hamlet: string | null, kin: string[]],
]

export class PersonReader {
  private readonly sealer: Sealer
  private readonly lunarDays = new Map<Day, Day | null>()
  private readonly kept = new Map<string, string>()

  constructor(sealer: Sealer) {
    this.sealer = sealer
  }

  personOf(row: PersonRow): Person {
    const [countyCode, id, regionCode, householdId, name, pinyin, sex, bornOn, birthCalendar] = row
    const [ethnicity, numberKind, numberSealed, phoneSealed, phoneTail, address, hamlet, kin] = row.slice(
      9,
    ) as [
      ...[string, NumberKind, string | null, string | null, string | null, string, string | null, string[]],
    ]
    const hasNumber = numberKind === 'citizen' || numberKind === 'converted15'
    const place = this.keep(regionCode)
    const ready = makeReady({
      name: this.keep(name),
      readings: pinyin.split(' '),
      sex,
      bornOn,
      birthCalendar,
      bornOnAsLunar: bornOn === null || birthCalendar === 'yearOnly' ? null : this.asLunar(bornOn),
      citizenNumber: hasNumber && numberSealed !== null ? this.sealer.open(numberSealed) : null,
      numberKind,
      villageCode: place,
      hamlet: hamlet === null ? null : this.keep(hamlet),
      address,
      householdId,
      phone: phoneSealed === null ? null : this.sealer.open(phoneSealed),
      phoneTail,
      ethnicity: this.keep(ethnicity),
      kin: Array.from({ length: kin.length / 2 }, (_, at) => ({
        name: kin[2 * at] ?? '',
        phone: kin[2 * at + 1] || null,
      })),
    })
    return { countyCode: this.keep(countyCode), id, regionCode: place, ready }
  }

  /** The figures of a day read as a lunar date; a province is born on some fifteen thousand days. */
  asLunar(day: Day): Day | null {
    const known = this.lunarDays.get(day)
    if (known !== undefined) return known
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    const solar = lunarToSolar(year, month, date, false)
    this.lunarDays.set(day, solar)
    return solar
  }

  /** One copy of each village, hamlet and name: half a million rows repeat them. */
  private keep(text: string): string {
    const known = this.kept.get(text)
    if (known !== undefined) return known
    this.kept.set(text, text)
    return text
  }
}

const rowsAtOnce = 5_000

/** Everyone in the ledger, a few thousand rows at a time. The client must be inside a transaction. */
export async function* everyone(client: pg.PoolClient, reader: PersonReader): AsyncGenerator<Person[]> {
  await client.query(`declare everyone no scroll cursor for select ${columns} from ${from} where ${standing}`)
  const fetchMore = () => {
    const more = client.query<PersonRow>({ text: `fetch ${rowsAtOnce} from everyone`, rowMode: 'array' })
    // Should a row be damaged, this one is never awaited.
    more.catch(() => {})
    return more
  }
  // The database makes the next rows while these are opened.
  let coming = fetchMore()
  for (;;) {
    const { rows } = await coming
    if (rows.length === 0) return
    coming = fetchMore()
    yield rows.map(row => reader.personOf(row))
  }
}

/** Asks for rows as plain objects: a connection's query, or a handler's transaction. */
export type Ask = (text: string, values: unknown[]) => Promise<object[]>

export const askOf =
  (client: pg.ClientBase): Ask =>
  async (text, values) =>
    (await client.query(text, values)).rows

export async function peopleByIds(
  ask: Ask,
  reader: PersonReader,
  keys: readonly { countyCode: string; id: string }[],
): Promise<Person[]> {
  const rows = await ask(
    `select ${columns} from unnest($1::text[], $2::uuid[]) as wanted (county_code, id)
     join ${from.replace('elders e', 'elders e on e.county_code = wanted.county_code and e.id = wanted.id')}
     where ${standing}`,
    [keys.map(key => key.countyCode), keys.map(key => key.id)],
  )
  // The columns come in the order they were asked for.
  return rows.map(row => reader.personOf(Object.values(row) as PersonRow))
}
