// Places that seem to sleep: the village is asked, told by a notice, and what it answers is kept.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { facilityApi } from '../../domain/facilities/api.ts'
import { dormancyAnswers } from '../../domain/facilities/facility.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { tell } from '../notices/notices.ts'
import { noteActivity } from './activity.ts'
import { lockFacility } from './facts.ts'

type Table = typeof facilityApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Done = Record<string, never>

interface Asked {
  id: string
  regionCode: string
  name: string
  lastActiveOn: string | null
}

export async function askVillage(
  context: Context,
  { countyCode, ids, note }: Input<'facility.askVillage'>,
): Promise<OutputOf<Table['facility.askVillage']>> {
  const { tx, now, today, actor } = context
  // A question that waits for its answer is not asked twice.
  const { rows } = await sql<Asked>`
    select s.id, s.region_code, s.name, s.last_active_on from network_sites s
    join facilities f on f.county_code = s.county_code and f.id = s.id
    where s.county_code = ${countyCode} and s.id = any(${ids}::uuid[])
      and not exists (select from dormancy_questions q where q.county_code = s.county_code
        and q.facility_id = s.id and q.answer is null)`.execute(tx)
  if (rows.length === 0)
    throw new Refused('conflict', '选中的设施都已经问过，正在等村里答复。请看“已问村里，等答复”。')
  await tx
    .insertInto('dormancyQuestions')
    .values(
      rows.map(row => ({
        ...{ countyCode, id: randomUUID(), regionCode: row.regionCode, facilityId: row.id, note },
        ...{
          lastActiveOn: row.lastActiveOn,
          askedBy: actor.accountId,
          askedOn: today,
          askedAt: now.toISOString(),
        },
        ...{ answer: null, answerNote: null, opensOn: null, answeredBy: null, answeredAt: null },
      })),
    )
    .execute()
  return { asked: rows.length, told: await tellVillages(context, countyCode, rows) }
}

/** The head of the village and whoever runs the place; where nobody has an account the list still shows it. */
async function tellVillages(context: Context, countyCode: string, asked: readonly Asked[]): Promise<number> {
  const { rows } = await sql<{ facilityId: string; accountId: string }>`
    select asked.id as facility_id, p.account_id
    from json_to_recordset(${JSON.stringify(asked)}) as asked(id uuid, "regionCode" text)
    join posts p on p.role in ('villageOfficer', 'stationManager') and p.region_code = asked."regionCode"
      and p.valid_from <= ${context.today} and (p.valid_to is null or p.valid_to >= ${context.today})
    join accounts a on a.id = p.account_id and a.disabled_at is null`.execute(context.tx)
  const places = new Map(asked.map(one => [one.id, one]))
  return tell(
    context,
    rows.flatMap(({ facilityId, accountId }) => {
      const place = places.get(facilityId)
      if (!place) return []
      const last = place.lastActiveOn === null ? '还没有活动记录' : `最近一次有动静是 ${place.lastActiveOn}`
      return {
        ...{
          countyCode,
          regionCode: place.regionCode,
          toAccountId: accountId,
          kind: 'personalWord' as const,
        },
        ...{ urgency: 'normal' as const, subject: { module: 'facilities', id: facilityId } },
        text: `县里来问：${place.name}${last}，现在怎么样？请打开这处设施答复。`,
        occasion: context.today,
      }
    }),
  )
}

export async function answerQuestion(
  context: Context,
  { countyCode, id, questionId, answer, answerNote, opensOn }: Input<'facility.answerQuestion'>,
): Promise<Done> {
  const { tx, now, actor } = context
  await lockFacility(context, { countyCode, id })
  if (answer === 'opensAgain' && opensOn === null)
    throw new Refused('invalid', `答复“${dormancyAnswers.words.opensAgain}”要写哪一天开。`)
  const done = await tx
    .updateTable('dormancyQuestions')
    .set({
      ...{ answer, answerNote, opensOn: answer === 'opensAgain' ? opensOn : null },
      ...{ answeredBy: actor.accountId, answeredAt: now.toISOString() },
    })
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('id', '=', questionId)
    .where('answer', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Refused('conflict', '这个问题已经答复过了。请刷新查看。')
  return {}
}

/** Said by whoever keeps the place, of a day that no other list knows of; not before its opening, not ahead. */
export async function noteDay(
  context: Context,
  { countyCode, id, day, way }: Input<'facility.noteDay'>,
): Promise<Done> {
  await lockFacility(context, { countyCode, id })
  if (day > context.today) throw new Refused('invalid', '日期还没到，请到那一天再登记。')
  await noteActivity(context, [{ countyCode, facilityId: id, day, way }])
  return {}
}
