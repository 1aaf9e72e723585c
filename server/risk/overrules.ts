// Levels that people set instead of the rule's: set, ended, listed; the standing follows within a moment.
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { riskApi } from '../../domain/risk/api.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import { checkEndOverrule, checkOverrule, isOpen, type Overrule } from '../../domain/risk/overrule.ts'
import { riskOn } from '../../domain/risk/standing.ts'
import { namesOf } from '../accounts/accounts.ts'
import { elderRows, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { historiesOf } from './histories.ts'
import { riskJob } from './job.ts'
import { settingsReader } from './settings.ts'

type Api = typeof riskApi

interface OverruleRow extends Omit<Overrule, 'setBy' | 'endedBy'> {
  countyCode: string
  elderId: string
  setBy: string
  endedBy: string | null
}

export async function recordOverrule(
  context: Context,
  input: InputOf<Api['riskOverrule.record']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor, system } = context
  const { countyCode, level, validTo, reason } = input
  const person = await personOf(context, { countyCode, id: input.elderId })
  const ruleLevel = await levelByRule(context, countyCode, person)
  checkOverrule({
    ...{ level, ruleLevel, validTo, today, isOnRecord: person.endedOn === null },
    mostDays: context.setting('risk.overruleMostDays', person.regionCode),
  })
  const open = (await rowsOf(context, countyCode, person.ids)).filter(one => isOpen(one, today))
  await endAll(context, countyCode, open, '由新的调整代替')
  await tx
    .insertInto('riskOverrules')
    .values({
      ...{
        countyCode,
        id: input.id,
        regionCode: person.regionCode,
        elderId: person.id,
        level,
        ruleLevel,
        reason,
      },
      ...{ validFrom: today, validTo, setBy: actor.accountId, setAt: now.toISOString() },
      ...{ endedBy: null, endedAt: null, endReason: null },
    })
    .execute()
  context.concerns(countyCode, [person.id], reason)
  context.afterCommit(() => system.wake(riskJob))
  return {}
}

export async function endOverrule(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['riskOverrule.end']>,
): Promise<Record<string, never>> {
  const { tx, today, system } = context
  const row = await tx
    .selectFrom('riskOverrules')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有这次调整，或者它不在您的辖区内。请刷新后核对。')
  checkEndOverrule(row, today)
  await endAll(context, countyCode, [row], reason)
  context.concerns(countyCode, [row.elderId], reason)
  context.afterCommit(() => system.wake(riskJob))
  return {}
}

async function endAll(
  { tx, now, actor }: Context,
  countyCode: string,
  rows: readonly { id: string }[],
  reason: string,
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .updateTable('riskOverrules')
    .set({ endedBy: actor.accountId, endedAt: now.toISOString(), endReason: reason })
    .where('countyCode', '=', countyCode)
    .where(
      'id',
      'in',
      rows.map(row => row.id),
    )
    .execute()
}

async function levelByRule(
  { tx, today, system }: Context,
  countyCode: string,
  person: { id: string; regionCode: string },
): Promise<RiskLevel> {
  const found = await historiesOf(tx, { countyCode, elderIds: [person.id], visitsSince: null })
  const history = found.find(one => one.id === person.id)?.history
  return history
    ? riskOn(history, today, settingsReader(system.settings, today)(person.regionCode)).level
    : 'green'
}

/** All that was ever set for a person, newest first. */
export async function overrulesOf(
  context: Context,
  countyCode: string,
  ids: readonly string[],
): Promise<Overrule[]> {
  return named(context, await rowsOf(context, countyCode, ids))
}

function rowsOf({ tx }: Context, countyCode: string, ids: readonly string[]): Promise<OverruleRow[]> {
  return tx
    .selectFrom('riskOverrules')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...ids])
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

async function named(context: Context, rows: readonly OverruleRow[]): Promise<Overrule[]> {
  const names = await namesOf(
    context.tx,
    rows.flatMap(row => [row.setBy, ...(row.endedBy === null ? [] : [row.endedBy])]),
  )
  return rows.map(row => ({
    ...row,
    setBy: names.get(row.setBy) ?? '—',
    endedBy: row.endedBy === null ? null : (names.get(row.endedBy) ?? '—'),
  }))
}

/** In force today, the soonest to end first. */
export async function listOverrules(
  context: Context,
  { regionCode, limit, after }: InputOf<Api['riskOverrule.list']>,
): Promise<OutputOf<Api['riskOverrule.list']>> {
  const { tx, today } = context
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<OverruleRow & { ruleNow: RiskLevel | null }>`
    select o.*, s.rule_risk as rule_now from risk_overrules o
    left join elder_standings s on s.county_code = o.county_code and s.elder_id = o.elder_id
    where o.county_code >= ${from.slice(0, 6)} and o.county_code <= ${to.slice(0, 6)}
      and o.region_code >= ${from} and o.region_code <= ${to} and o.ended_at is null
      and o.valid_to >= ${today}::date
      ${place ? sql`and (o.valid_to, o.id) > (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by o.valid_to, o.id
    limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  const overrules = await named(context, page)
  const elders = await elderRows(
    context,
    page.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  const byId = new Map(elders.map(elder => [elder.id, elder]))
  return {
    rows: page.flatMap((row, at) => {
      const elder = byId.get(row.elderId)
      const overrule = overrules[at]
      return elder && overrule ? [{ ...elder, overrule, ruleNow: row.ruleNow }] : []
    }),
    next: last ? cursorOf(last.validTo, last.id) : null,
  }
}
