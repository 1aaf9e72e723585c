// What each elder can and may eat; the note beside it is sealed.
import { sql } from 'kysely'
import type { Diet } from '../../domain/canteens/diet.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { getPerson } from './place.ts'

type Table = typeof mealApi

export interface DietRow {
  texture: Diet['texture']
  diabetes: boolean
  low_salt: boolean
  allergens: Diet['allergens']
  customs: Diet['customs']
  note_sealed: string | null
  version: number
}

/** Of the elder `e`, as one value; null where nobody said anything. */
export const dietColumn = sql<DietRow | null>`(
  select json_build_object('texture', d.texture, 'diabetes', d.diabetes, 'low_salt', d.low_salt,
    'allergens', d.allergens, 'customs', d.customs, 'note_sealed', d.note_sealed, 'version', d.version)
  from elder_diets d where d.county_code = e.county_code and d.elder_id = e.id)`

export function dietFrom({ sealer }: Context, row: DietRow): Diet & { version: number } {
  const { low_salt: lowSalt, note_sealed: sealed, ...rest } = row
  return { ...rest, lowSalt, note: sealed === null ? null : sealer.open(sealed) }
}

export async function getDiet(
  context: Context,
  { countyCode, elderId }: InputOf<Table['diet.get']>,
): Promise<OutputOf<Table['diet.get']>> {
  const person = await getPerson(context, countyCode, elderId)
  context.concerns(countyCode, [person.id])
  const { rows } = await sql<{ diet: DietRow | null }>`
    select ${dietColumn} as diet from elders e where e.county_code = ${countyCode} and e.id = ${person.id}`.execute(
    context.tx,
  )
  const diet = rows[0]?.diet
  return { diet: diet ? dietFrom(context, diet) : null }
}

export async function keepDiet(
  context: Context,
  { countyCode, elderId, version, note, ...diet }: InputOf<Table['diet.keep']>,
): Promise<Record<string, never>> {
  const { tx, now, actor, sealer } = context
  const person = await getPerson(context, countyCode, elderId)
  context.concerns(countyCode, [person.id])
  const values = {
    ...diet,
    noteSealed: note === null ? null : sealer.seal(note),
    version: version + 1,
    keptBy: actor.accountId,
    keptAt: now.toISOString(),
  }
  const held = await tx
    .insertInto('elderDiets')
    .values({ countyCode, elderId: person.id, regionCode: person.regionCode, ...values })
    .onConflict(conflict =>
      conflict
        .columns(['countyCode', 'elderId'])
        .doUpdateSet(values)
        .where('elderDiets.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  if (held?.version !== version + 1)
    throw new Refused('conflict', '同事刚刚改过这位老人的饮食要求，没有保存。请刷新后再改。')
  return {}
}
