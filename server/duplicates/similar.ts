// At entry: who in the area may already be the person being entered, with score and reasons, masked for who asks.
import { CompiledQuery } from 'kysely'
import { compareReady } from '../../domain/duplicates/compare.ts'
import { usualModel } from '../../domain/duplicates/model.ts'
import { makeReady } from '../../domain/duplicates/ready.ts'
import type { SimilarElder } from '../../domain/duplicates/similar.ts'
import type { Traits } from '../../domain/duplicates/traits.ts'
import type { ElderChange } from '../../domain/elders/api.ts'
import { cleanCitizenNumber } from '../../domain/elders/citizen-number.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { elderRows, readingsOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { candidatesFor } from './candidates.ts'
import { type Ask, type Person, PersonReader, peopleByIds } from './people.ts'

const mostShown = 8

/** Best first; nobody below what the county reviews. `except` is the record being changed. */
export async function similarTo(
  context: Context,
  traits: Traits,
  { except = null }: { except?: string | null } = {},
): Promise<SimilarElder[]> {
  const { tx, sealer, setting, actor } = context
  const ask: Ask = async (text, values) =>
    (await tx.executeQuery(CompiledQuery.raw(text, values))).rows as object[]
  const reader = new PersonReader(sealer)
  const readings = traits.readings ?? (traits.name ? readingsOf(traits.name).pinyin.split(' ') : [])
  const bornOnAsLunar = traits.bornOnAsLunar ?? (traits.bornOn ? reader.asLunar(traits.bornOn) : null)
  const ready = makeReady({ ...traits, readings, bornOnAsLunar })
  const regionCode = traits.villageCode ?? null
  const candidates = await candidatesFor(ask, sealer, [{ ready, regionCode }])
  const people = await peopleByIds(ask, reader, candidates)
  const county = `${countyCodeOf(regionCode ?? actor.regionCode)}000000`
  const model = {
    ...usualModel,
    thresholds: {
      review: setting('duplicates.reviewFrom', county),
      likely: setting('duplicates.likelyFrom', county),
      certain: setting('duplicates.certainFrom', county),
    },
  }
  const alike = people
    .filter(person => person.id !== except)
    .map(person => ({ person, ...compareReady(ready, person.ready, model) }))
    .filter(({ verdict }) => verdict !== 'unlikely')
    .sort((one, other) => other.score - one.score)
    .slice(0, mostShown)
  const rows = await elderRows(
    context,
    alike.map(({ person }): Pick<Person, 'countyCode' | 'id'> => person),
  )
  return alike.flatMap(({ person, score, verdict, reasons }) => {
    const elder = rows.find(row => row.id === person.id)
    return elder ? [{ elder, score, verdict, reasons }] : []
  })
}

/** What an entry form holds so far, as traits. */
export async function similarToEntry(
  context: Context,
  { regionCode, elder, except }: { regionCode: string; elder: ElderChange; except?: string | undefined },
): Promise<{ rows: SimilarElder[] }> {
  const { citizenNumber } = elder
  const traits = {
    ...elder,
    citizenNumber: citizenNumber ? cleanCitizenNumber(citizenNumber) : null,
    villageCode: regionCode,
  }
  return { rows: await similarTo(context, traits as Traits, { except: except ?? null }) }
}
