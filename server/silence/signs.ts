// Notes signs of life as they become known, and ends the worries they answer, in the same transaction.
import { sql } from 'kysely'
import { safetyJob } from '../../domain/canteen-safety/absent.ts'
import { type LifeSignKind, signText } from '../../domain/silence/silence.ts'
import { answerSignalCases, type CaseWork } from '../aid-cases/aid-cases.ts'

export interface LifeSign {
  countyCode: string
  /** Any of her records; it is noted with the one that stands for the person. */
  elderId: string
  kind: LifeSignKind
  /** When she was alive, which may be long before it became known. */
  at: string
}

export const signalKeyOf = (elderId: string) => `silence:${elderId}`

/** The latest sign stays, in whatever order they come; an earlier one changes nothing. */
export async function noteSigns(work: CaseWork, signs: readonly LifeSign[]): Promise<void> {
  if (signs.length === 0) return
  const { rows: moved } = await sql<{ countyCode: string; elderId: string }>`
    insert into life_signs (county_code, elder_id, region_code, last_at, kind, look_at)
    select distinct on (e.county_code, coalesce(person.id, e.id)) e.county_code, coalesce(person.id, e.id),
      coalesce(person.region_code, e.region_code),
      least(said.at, ${work.now.toISOString()}::timestamptz), said.kind, said.at + interval '1 day'
    from json_to_recordset(${JSON.stringify(signs)}::json) as said ("countyCode" text, "elderId" uuid, kind text,
      at timestamptz)
    join elders e on e.county_code = said."countyCode" and e.id = said."elderId"
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    order by e.county_code, coalesce(person.id, e.id), said.at desc
    on conflict (county_code, elder_id) do update set last_at = excluded.last_at, kind = excluded.kind,
      look_at = excluded.look_at, region_code = excluded.region_code
      where excluded.last_at > life_signs.last_at
    returning county_code, elder_id`.execute(work.tx)
  await endAnswered(work, moved)
  // Whoever is missed at a meal has been heard of.
  if (moved.length > 0) work.afterCommit(() => work.system.wake(safetyJob))
}

/** Only a sign fresh enough ends a worry: what a phone brings after days may be older than that. */
async function endAnswered(
  work: CaseWork,
  moved: readonly { countyCode: string; elderId: string }[],
): Promise<void> {
  if (moved.length === 0) return
  const now = work.now.toISOString()
  const { rows: ended } = await sql<{
    countyCode: string
    elderId: string
    endedSignAt: string
    endedSignKind: LifeSignKind
  }>`
    update silence_alerts a set ended_at = ${now}, ended_by = 'signSeen', ended_sign_at = s.last_at,
      ended_sign_kind = s.kind
    from unnest(${moved.map(one => one.countyCode)}::text[], ${moved.map(one => one.elderId)}::uuid[])
      as moved (county_code, elder_id)
    join life_signs s on s.county_code = moved.county_code and s.elder_id = moved.elder_id
    where a.county_code = moved.county_code and a.elder_id = moved.elder_id and a.ended_at is null
      and s.last_at > ${now}::timestamptz - make_interval(days => a.days)
    returning a.county_code, a.elder_id, a.ended_sign_at, a.ended_sign_kind`.execute(work.tx)
  await answerSignalCases(
    work,
    ended.map(({ countyCode, elderId, endedSignAt, endedSignKind }) => ({
      ...{ countyCode, elderId, signalKey: signalKeyOf(elderId) },
      note: signText(endedSignKind, endedSignAt),
      close: true,
    })),
  )
}
