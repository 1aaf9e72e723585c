// Home-safety checks with the adaptation items they propose, and the plan made of them.
import { sql } from 'kysely'
import { scoresFrom } from '../../domain/assessments/ability-items.ts'
import { adaptationItem } from '../../domain/assessments/adaptation.ts'
import type { assessmentApi, HomeCheckInput } from '../../domain/assessments/api.ts'
import type { AdaptationLine, HomeCheck } from '../../domain/assessments/assessment.ts'
import { homeSafetyRulesVersion, proposeAdaptations } from '../../domain/assessments/home-safety.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { type ElderRef, homesOf, recordsOf, whyNoRecord } from './people.ts'
import { otherContent, whyWrongDay } from './self-care.ts'

type Outcome = Record<string, never> | Refused

export async function recordHomeChecks(
  context: Context,
  inputs: readonly HomeCheckInput[],
): Promise<Outcome[]> {
  const { sealer, actor, now, today } = context
  const homes = await homesOf(context, inputs)
  const scores = await latestScores(context, inputs)
  const refused = inputs.map(
    input => whyWrongDay(input.checkedOn, today) ?? whyNoRecord(homes.get(input.elderId), input.checkedOn),
  )
  const rows = inputs.flatMap((input, index) => {
    const home = homes.get(input.elderId)
    if (refused[index] || !home) return []
    const { countyCode, id, elderId, checkedOn, note } = input
    const digits = scores.get(elderId)
    return {
      ...{ countyCode, id, regionCode: home.regionCode, elderId, checkedOn },
      ...{ hazards: [...new Set(input.hazards)].sort(), rulesVersion: homeSafetyRulesVersion },
      noteSealed: note === null ? null : sealer.seal(note),
      ...{ checkedBy: actor.accountId, recordedAt: now.toISOString() },
      proposals: proposeAdaptations(input.hazards, digits === undefined ? null : scoresFrom(digits)),
    }
  })
  const same = await insert(context, rows)
  for (const { countyCode, elderId } of rows) context.concerns(countyCode, [elderId])
  return inputs.map((input, index) => {
    if (refused[index]) return refused[index]
    return same.has(input.id) ? {} : otherContent()
  })
}

/** The scores of the result in force: what the elder can do decides as much as what the home is like. */
async function latestScores(context: Context, refs: readonly ElderRef[]): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map()
  const found = await sql<{ elderId: string; scores: string }>`
    select distinct on (given.id) given.id as elder_id,
      case a.result_of when 'second' then a.second_scores else a.scores end as scores
    from unnest(${refs.map(ref => ref.countyCode)}::text[], ${refs.map(ref => ref.elderId)}::uuid[])
      as wanted (county_code, id)
    join elders given on given.county_code = wanted.county_code and given.id = wanted.id
    join elders person on person.county_code = given.county_code
      and person.id = coalesce(given.merged_into, given.id)
    join ability_assessments a on a.county_code = person.county_code
      and a.elder_id = any(person.id || person.merged_ids) and a.stage in ('settled', 'told')
    order by given.id, a.assessed_on desc, a.submitted_at desc`.execute(context.tx)
  return new Map(found.rows.map(row => [row.elderId, row.scores]))
}

interface Row {
  countyCode: string
  id: string
  elderId: string
}

async function insert(context: Context, rows: readonly Row[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as one ("countyCode" text, id uuid,
    "regionCode" text, "elderId" uuid, "checkedOn" date, hazards text[], "rulesVersion" int, "noteSealed" text,
    "checkedBy" uuid, "recordedAt" timestamptz, proposals jsonb)`
  await sql`
    with kept as (
      insert into home_checks (county_code, id, region_code, elder_id, checked_on, hazards, rules_version, note_sealed,
        checked_by, recorded_at)
      select "countyCode", id, "regionCode", "elderId", "checkedOn", hazards, "rulesVersion", "noteSealed",
        "checkedBy", "recordedAt" from ${given}
      on conflict do nothing returning id
    )
    insert into adaptation_lines (county_code, check_id, item, region_code, reason, state)
    select one."countyCode", one.id, line.item, one."regionCode", line.reason, 'suggested'
    from ${given}, jsonb_to_recordset(one.proposals) as line (item smallint, reason text)
    where one.id in (select id from kept)`.execute(context.tx)
  const stored = await sql<{ id: string }>`
    select one.id from ${given} join home_checks c on c.county_code = one."countyCode" and c.id = one.id
      and c.elder_id = one."elderId" and c.checked_on = one."checkedOn" and c.hazards = one.hazards
      and c.checked_by = one."checkedBy"`.execute(context.tx)
  return new Set(stored.rows.map(row => row.id))
}

export async function listHomeChecks(
  context: Context,
  ref: InputOf<(typeof assessmentApi)['homeSafety.list']>,
): Promise<{ rows: HomeCheck[] }> {
  const records = await recordsOf(context, ref)
  const found = await sql<Omit<HomeCheck, 'note'> & { noteSealed: string | null }>`
    select c.county_code, c.id, c.region_code, c.elder_id, c.checked_on, c.hazards, c.note_sealed,
      a.name as checked_by_name,
      (select coalesce(json_agg(json_build_object('item', l.item, 'reason', l.reason, 'state', l.state,
          'note', l.note, 'decidedByName', d.name, 'decidedOn', l.decided_on) order by l.item), '[]')
        from adaptation_lines l left join accounts d on d.id = l.decided_by
        where l.county_code = c.county_code and l.check_id = c.id) as lines
    from home_checks c join accounts a on a.id = c.checked_by
    where c.county_code = ${ref.countyCode} and c.elder_id = any(${records}::uuid[])
    order by c.checked_on desc, c.recorded_at desc`.execute(context.tx)
  context.concerns(ref.countyCode, [ref.elderId])
  return {
    rows: found.rows.map(({ noteSealed, ...row }) => ({
      ...row,
      note: noteSealed === null ? null : context.sealer.open(noteSealed),
      lines: row.lines as AdaptationLine[],
    })),
  }
}

/** An item nobody proposed may be planned too: the officer knows the home better than a list does. */
export async function planAdaptations(
  context: Context,
  { countyCode, id, lines }: InputOf<(typeof assessmentApi)['homeSafety.plan']>,
): Promise<void> {
  const check = await context.tx
    .selectFrom('homeChecks')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['elderId', 'regionCode'])
    .executeTakeFirst()
  if (!check) throw new Refused('not_found', '没有这次居家安全检查，或者不在您的辖区内。请刷新后重试。')
  const twice = lines.find((line, place) => lines.findIndex(one => one.item === line.item) !== place)
  if (twice) throw new Refused('invalid', `“${adaptationItem(twice.item).name}”写了两次，请去掉一条。`)
  await context.tx
    .insertInto('adaptationLines')
    .values(
      lines.map(line => ({
        ...{ countyCode, checkId: id, regionCode: check.regionCode, ...line },
        reason: '工作人员现场认定需要',
        ...{ decidedBy: context.actor.accountId, decidedOn: context.today },
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'checkId', 'item']).doUpdateSet(eb => ({
        state: eb.ref('excluded.state'),
        note: eb.ref('excluded.note'),
        decidedBy: eb.ref('excluded.decidedBy'),
        decidedOn: eb.ref('excluded.decidedOn'),
      })),
    )
    .execute()
  context.concerns(countyCode, [check.elderId])
}
