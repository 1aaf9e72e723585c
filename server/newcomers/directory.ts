// What a phone carries to recognise a newcomer without signal: the people of its village and of those around it.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { newcomerApi } from '../../domain/newcomers/api.ts'
import type { DirectoryPerson } from '../../domain/newcomers/newcomer.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

type Pull = (typeof newcomerApi)['directory.pull']

/** People marry, move and are fed next door; three villages around one's own catch nearly all of it. */
const neighbours = 3
/** Some 70 bytes each before packing: a township's post must not fill a cheap phone. */
const peopleAtMost = 1_500

export async function pullDirectory(
  context: Context,
  { fingerprint }: InputOf<Pull>,
): Promise<OutputOf<Pull>> {
  const villages = await villagesAround(context)
  const people = await peopleOf(context, villages)
  const now = createHash('sm3')
    .update(JSON.stringify([villages, people]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
  if (now === fingerprint) return { fingerprint: now, unchanged: true, villages: [], people: [] }
  noteConcerns(
    context,
    people.map(({ id, villageCode }) => ({ countyCode: countyCodeOf(villageCode), id })),
  )
  return { fingerprint: now, unchanged: false, villages, people }
}

/** A village's post sees its own; the row policies hide the rest, so a township's post sees all of the township. */
async function villagesAround({ tx, actor }: Context): Promise<{ code: string; name: string }[]> {
  const area = areaOf(actor.regionCode)
  if (levelOf(actor.regionCode) !== 'village')
    return tx
      .selectFrom('regions')
      .select(['code', 'shortName as name'])
      .where('level', '=', 'village')
      .where('code', '>=', area.from)
      .where('code', '<=', area.to)
      .orderBy('code')
      .execute()
  const found = await sql<{ code: string; name: string }>`
    select v.code, v.short_name as name from regions own
    join regions v on v.level = 'village' and v.parent_code = own.parent_code
    where own.code = ${actor.regionCode}
    order by v.code <> own.code, (v.lon - own.lon) ^ 2 + (v.lat - own.lat) ^ 2 nulls last, v.code
    limit ${neighbours + 1}`.execute(tx)
  return found.rows
}

async function peopleOf({ tx }: Context, villages: readonly { code: string }[]): Promise<DirectoryPerson[]> {
  const found = await sql<Omit<DirectoryPerson, 'readings'> & { pinyin: string }>`
    select e.id, e.region_code as village_code, village.short_name as village_name, e.name, e.pinyin, e.sex,
      e.born_on, e.citizen_number_tail as number_tail, e.phone_tail
    from unnest(${villages.map(village => village.code)}::text[]) with ordinality as wanted (code, position)
    join elders e on e.county_code = left(wanted.code, 6) and e.region_code = wanted.code
    join regions village on village.code = e.region_code
    where e.ended_on is null and e.merged_into is null
    order by wanted.position, e.id
    limit ${peopleAtMost}`.execute(tx)
  return found.rows.map(({ pinyin, ...person }) => ({ ...person, readings: pinyin.split(' ') }))
}
