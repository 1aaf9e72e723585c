// Reading plans: the list, one plan with its picks, its map, the places to pin, and two plans side by side.
import { sql } from 'kysely'
import { areaOf, countyCodeOf, pathOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { SiteAnswer } from '../../domain/planning/problem.ts'
import type { SitingSpot, sitingApi } from '../../domain/siting/api.ts'
import { onlyIn, picksOf, type SolvedPlan, summaryOf, villagesOf } from '../../domain/siting/explain.ts'
import type { SitingCandidate, SitingFacts, SitingPlanRow, SitingQuestion } from '../../domain/siting/plan.ts'
import { allowedCandidates } from '../../domain/siting/problem-of.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { pickSettings } from './pick-settings.ts'
import { placeNameOf } from './place-name.ts'

type Table = typeof sitingApi
interface Key {
  countyCode: string
  id: string
}

type Listed = Omit<SitingPlanRow, 'regionNames'>
export type Kept = Listed & { facts: SitingFacts; answer: SiteAnswer | null }

const listed = sql`p.county_code, p.id, p.region_code, p.name, p.state, p.question, p.says, p.progress, p.based_on,
  p.sites, p.cost_fen, p.served, p.asked_at, asker.name as asked_by_name, p.solved_at, p.adopted_on`

async function named({ tx }: Context, rows: readonly Listed[]): Promise<SitingPlanRow[]> {
  const names = await regionNamesOf(
    tx,
    rows.flatMap(row => row.question.regionCodes),
  )
  return rows.map(row => ({
    ...row,
    regionNames: row.question.regionCodes.map(code => names.get(code) ?? code),
  }))
}

export async function listPlans(
  context: Context,
  { regionCode, state, limit, after }: InputOf<Table['siting.list']>,
): Promise<OutputOf<Table['siting.list']>> {
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<Listed>`
    select ${listed} from siting_plans p left join accounts asker on asker.id = p.asked_by
    where p.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
      and p.region_code between ${from} and ${to}
      ${state ? sql`and p.state = ${state}` : sql``}
      ${place ? sql`and (p.asked_at, p.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    order by p.asked_at desc, p.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows: await named(context, rows), next: last ? cursorOf(last.askedAt, last.id) : null }
}

export async function keptPlan({ tx }: Context, { countyCode, id }: Key): Promise<Kept> {
  const found = await sql<Kept>`
    select ${listed}, p.facts, p.answer from siting_plans p left join accounts asker on asker.id = p.asked_by
    where p.county_code = ${countyCode} and p.id = ${id}::uuid`.execute(tx)
  const plan = found.rows[0]
  if (!plan) throw new Refused('not_found', '没有这个布点规划，或者它不在您的辖区内。')
  return plan
}

export async function solvedPlan(context: Context, key: Key): Promise<{ kept: Kept; solved: SolvedPlan }> {
  const kept = await keptPlan(context, key)
  const { question, facts, answer } = kept
  if (answer === null) throw new Refused('conflict', '这个方案还没有算好，请稍后再看。')
  return { kept, solved: { question, facts, answer } }
}

export async function getPlan(
  context: Context,
  key: InputOf<Table['siting.get']>,
): Promise<OutputOf<Table['siting.get']>> {
  const kept = await keptPlan(context, key)
  const { question, facts, answer } = kept
  const [row] = await named(context, [kept])
  if (!row) throw new Error('a plan without a row')
  const solved = answer && { question, facts, answer }
  const spots = await spotsOf(context, facts.candidates, answer)
  const those = (ids: readonly string[]) => spots.filter(spot => ids.includes(spot.id))
  return {
    plan: row,
    summary: solved && summaryOf(solved),
    picks: solved ? picksOf(solved, await pickSettings(context, solved)) : [],
    pinned: those(question.must),
    forbidden: those(question.never),
    projects: await projectsOf(context, key),
  }
}

async function projectsOf({ tx }: Context, { countyCode, id }: Key) {
  return (
    await tx
      .selectFrom('sitingProjects')
      .select(['countyCode', 'projectId as id', 'candidateId'])
      .where('planCountyCode', '=', countyCode)
      .where('planId', '=', id)
      .execute()
  ).toSorted((one, other) => (one.candidateId < other.candidateId ? -1 : 1))
}

async function spotsOf(
  { tx }: Context,
  candidates: readonly SitingCandidate[],
  answer: SiteAnswer | null,
): Promise<SitingSpot[]> {
  const chosen = new Set((answer?.chosen ?? []).map(String))
  const townships = await regionNamesOf(
    tx,
    candidates.flatMap(one => pathOf(one.regionCode).slice(2, 4)),
  )
  return candidates.map(one => ({
    ...one,
    placeName: placeNameOf(townships, one.regionCode),
    isChosen: chosen.has(one.id),
  }))
}

export async function mapOf(
  context: Context,
  key: InputOf<Table['siting.map']>,
): Promise<OutputOf<Table['siting.map']>> {
  const { solved } = await solvedPlan(context, key)
  return { villages: villagesOf(solved) }
}

/** As many as somebody reads before she types more of the name. */
const foundAtMost = 30

export async function findSpots(
  context: Context,
  { text, regionCode, ...key }: InputOf<Table['siting.spots']>,
): Promise<OutputOf<Table['siting.spots']>> {
  const { question, facts, answer } = await keptPlan(context, key)
  const typed = text?.trim() ?? ''
  const all = everyCandidate(question, facts).filter(
    one =>
      (typed === '' || one.name.includes(typed)) &&
      (regionCode === undefined || one.regionCode === regionCode),
  )
  return { rows: await spotsOf(context, all.slice(0, foundAtMost), answer) }
}

/** Also what the question leaves out: a sleeping courtyard may still be pinned by somebody who knows it. */
function everyCandidate(question: SitingQuestion, facts: SitingFacts): SitingCandidate[] {
  const allowed = new Set(allowedCandidates(question, facts).map(one => one.id))
  return facts.candidates.toSorted(
    (one, other) =>
      Number(allowed.has(other.id)) - Number(allowed.has(one.id)) || (one.id < other.id ? -1 : 1),
  )
}

export async function comparePlans(
  context: Context,
  asked: InputOf<Table['siting.compare']>,
): Promise<OutputOf<Table['siting.compare']>> {
  const [one, other] = [await solvedPlan(context, asked.one), await solvedPlan(context, asked.other)]
  const chosenOf = ({ solved }: typeof one) => new Set(solved.answer.chosen.map(String))
  const [here, there] = [chosenOf(one), chosenOf(other)]
  const side = async (mine: typeof one, its: typeof one, isElsewhere: ReadonlySet<string>) => {
    const [plan] = await named(context, [mine.kept])
    if (!plan) throw new Error('a plan without a row')
    const chosen = chosenOf(mine)
    const candidates = mine.solved.facts.candidates.filter(spot => chosen.has(spot.id))
    return {
      plan,
      summary: summaryOf(mine.solved),
      onlyHere: await spotsOf(
        context,
        candidates.filter(spot => !isElsewhere.has(spot.id)),
        mine.solved.answer,
      ),
      gains: onlyIn(mine.solved, its.solved),
    }
  }
  const both = one.solved.facts.candidates.filter(spot => here.has(spot.id) && there.has(spot.id))
  return {
    one: await side(one, other, there),
    other: await side(other, one, here),
    both: await spotsOf(context, both, one.solved.answer),
  }
}
