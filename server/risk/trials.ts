// Trials of a rule on last year: asked for, looked at, each number opened as its list.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { riskRules } from '../../domain/risk/rules.ts'
import { checkThresholds, type Thresholds, trialDays } from '../../domain/risk/trial.ts'
import type { RiskSwitch, RiskTrial, riskTrialApi } from '../../domain/risk/trial-api.ts'
import { namesOf } from '../accounts/accounts.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { riskTrialJob } from './job.ts'
import { settingsReader } from './settings.ts'
import { countiesOf } from './trying.ts'

type Api = typeof riskTrialApi

/** Beside the newest, those that led to a switch stay. */
const listedMost = 20

export async function createTrial(
  context: Context,
  { id, regionCode, version, thresholds }: InputOf<Api['riskTrial.create']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor, system } = context
  checkInArea(context, regionCode)
  if (levelOf(regionCode) === 'village')
    throw new Refused('invalid', '一个村人数太少，试算看不出规律。请选到乡镇或县再试算。')
  checkThresholds(thresholds)
  const before = inForce(context, regionCode)
  const sameThresholds = (Object.keys(thresholds) as (keyof Thresholds)[]).every(
    key => thresholds[key] === before.thresholds[key],
  )
  if (version === before.version && (version === 1 || sameThresholds))
    throw new Refused('rule_broken', '这就是现在用的规则，没有可比的。请换一个版本或改一条分数线。')
  await tx
    .insertInto('riskTrials')
    .values({
      ...{ countyCode: regionCode.slice(0, 6), id, regionCode, version, ...thresholds },
      ...{ beforeVersion: before.version, beforeRedFrom: before.thresholds.redFrom },
      ...{ beforeOrangeFrom: before.thresholds.orangeFrom, beforeYellowFrom: before.thresholds.yellowFrom },
      ...{ through: trialDays(today).at(-1) ?? today, state: 'trialQueued', countiesDone: 0 },
      ...{ countiesAll: (await countiesOf(system, regionCode)).length, askedBy: actor.accountId },
      ...{ askedAt: now.toISOString(), finishedAt: null, summary: null },
    })
    .execute()
  context.afterCommit(() => system.wake(riskTrialJob))
  return {}
}

export function inForce(
  { system, today }: Context,
  regionCode: string,
): { version: number; thresholds: Thresholds } {
  const { ruleVersion, redFrom, orangeFrom, yellowFrom } = settingsReader(system.settings, today)(regionCode)
  return { version: ruleVersion, thresholds: { redFrom, orangeFrom, yellowFrom } }
}

export async function listTrials(
  context: Context,
  { regionCode }: InputOf<Api['riskTrial.list']>,
): Promise<OutputOf<Api['riskTrial.list']>> {
  checkInArea(context, regionCode)
  const found = await context.tx
    .selectFrom('riskTrials')
    .selectAll()
    .where('countyCode', '=', regionCode.slice(0, 6))
    .where('regionCode', '=', regionCode)
    .orderBy('askedAt', 'desc')
    .limit(listedMost)
    .execute()
  return {
    ...inForce(context, regionCode),
    rules: riskRules.map(({ version, name, hasPoints }) => ({ version, name, hasPoints })),
    trials: await shown(context, found),
  }
}

export async function getTrial(
  context: Context,
  key: InputOf<Api['riskTrial.get']>,
): Promise<OutputOf<Api['riskTrial.get']>> {
  const [trial] = await shown(context, [await trialRow(context, key)])
  if (!trial) throw unknownTrial()
  const codes = trial.summary?.places.map(place => place.code) ?? []
  const names = await regionNamesOf(context.tx, [trial.regionCode, ...codes])
  return { ...trial, names: Object.fromEntries(names) }
}

export async function trialRow({ tx }: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const row = await tx
    .selectFrom('riskTrials')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw unknownTrial()
  return row
}

function unknownTrial(): Refused {
  return new Refused('not_found', '没有这次试算，或者它不在您的辖区内。请回到试算列表重新打开。')
}

type TrialRow = Awaited<ReturnType<typeof trialRow>>

async function shown(context: Context, rows: readonly TrialRow[]): Promise<RiskTrial[]> {
  if (rows.length === 0) return []
  const { tx, actor } = context
  const switches = await tx
    .selectFrom('riskSwitches')
    .selectAll()
    .where('countyCode', '=', rows[0]?.countyCode ?? '')
    .where(
      'trialId',
      'in',
      rows.map(row => row.id),
    )
    .orderBy('proposedAt')
    .execute()
  const names = await namesOf(tx, [
    ...rows.map(row => row.askedBy),
    ...switches.flatMap(one => [one.proposedBy, ...(one.decidedBy === null ? [] : [one.decidedBy])]),
  ])
  const nameOf = (id: string) => names.get(id) ?? '—'
  const switchOf = new Map(
    switches.map((one): [string, RiskSwitch] => [
      one.trialId,
      {
        ...one,
        isOwn: one.proposedBy === actor.accountId,
        proposedBy: nameOf(one.proposedBy),
        decidedBy: one.decidedBy === null ? null : nameOf(one.decidedBy),
      },
    ]),
  )
  return rows.map(({ redFrom, orangeFrom, yellowFrom, askedBy, ...row }) => ({
    ...row,
    thresholds: { redFrom, orangeFrom, yellowFrom },
    beforeThresholds: {
      ...{ redFrom: row.beforeRedFrom, orangeFrom: row.beforeOrangeFrom, yellowFrom: row.beforeYellowFrom },
    },
    askedBy: nameOf(askedBy),
    switch: switchOf.get(row.id) ?? null,
  }))
}

type Lines = InputOf<Api['riskTrial.lines']>

export async function trialLines(
  context: Context,
  question: Lines,
): Promise<OutputOf<Api['riskTrial.lines']>> {
  const { tx } = context
  const { trialId, conditions } = await linesAsked(context, question)
  const place = placeFrom(question.after) ?? firstPlace
  const found = await sql<LineRow>`
    select l.county_code, l.id as line_id, l.region_code, l.elder_id as id, l.before, l.after, l.points, l.causes,
      l.judged_on, l.happened_on, l.aid_case_id, c.trouble
    from risk_trial_lines l
    left join aid_cases c on c.county_code = l.county_code and c.id = l.aid_case_id
    where l.trial_id = ${trialId} and ${conditions}
      and (l.county_code, l.region_code, l.id) > (${place.sort.slice(0, 6)}, ${place.sort}, ${place.id}::uuid)
    order by l.county_code, l.region_code, l.id
    limit ${question.limit + 1}`.execute(tx)
  const page = found.rows.slice(0, question.limit)
  const last = found.rows.length > question.limit ? page.at(-1) : undefined
  const counted = await sql<{ total: number }>`
    select count(*) as total from risk_trial_lines l where l.trial_id = ${trialId} and ${conditions}`.execute(
    tx,
  )
  const elders = new Map((await elderRows(context, page)).map(elder => [elder.id, elder]))
  return {
    rows: page.flatMap(({ lineId: _, ...line }) => {
      const elder = elders.get(line.id)
      return elder ? [{ ...elder, ...line, regionCode: elder.regionCode }] : []
    }),
    next: last ? cursorOf(last.regionCode, last.lineId) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

interface LineRow {
  countyCode: string
  lineId: string
  regionCode: string
  id: string
  before: 'red' | 'orange' | 'yellow' | 'green'
  after: 'red' | 'orange' | 'yellow' | 'green'
  points: number
  causes: [string, number][]
  judgedOn: string
  happenedOn: string | null
  aidCaseId: string | null
  trouble: string | null
}

const rank = (column: string) =>
  sql`array_position(array['red', 'orange', 'yellow', 'green'], ${sql.ref(column)})`

async function linesAsked(
  context: Context,
  question: Lines,
): Promise<{ trialId: string; conditions: RawBuilder<unknown> }> {
  const trial = await trialRow(context, question)
  const { from, to } = areaOf(question.regionCode ?? trial.regionCode)
  const { levelBefore, levelAfter, moved, seen, kind } = question
  const sees = (column: string) => sql`${sql.ref(column)} in ('red', 'orange')`
  const seenAs = {
    both: sql`${sees('l.before')} and ${sees('l.after')}`,
    onlyBefore: sql`${sees('l.before')} and not ${sees('l.after')}`,
    onlyAfter: sql`not ${sees('l.before')} and ${sees('l.after')}`,
    neither: sql`not ${sees('l.before')} and not ${sees('l.after')}`,
  }
  const conditions = [
    sql`l.county_code >= ${from.slice(0, 6)} and l.county_code <= ${to.slice(0, 6)}`,
    sql`l.region_code >= ${from} and l.region_code <= ${to} and l.kind = ${kind}`,
    levelBefore !== undefined && sql`l.before = ${levelBefore}`,
    levelAfter !== undefined && sql`l.after = ${levelAfter}`,
    moved === 'rises' && sql`${rank('l.after')} < ${rank('l.before')}`,
    moved === 'falls' && sql`${rank('l.after')} > ${rank('l.before')}`,
    seen !== undefined && sql`(${seenAs[seen]})`,
  ].filter(condition => condition !== false)
  return { trialId: trial.id, conditions: sql.join(conditions, sql` and `) }
}
