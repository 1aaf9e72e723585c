// Visits to beds as phones tell them: she came, she went. What she did in between becomes a visit like any other.
import { checkVisitDay } from '../../domain/home-care/bed-rules.ts'
import {
  type BedStepInput,
  checkLeaving,
  minutesOfVisit,
  picturesKept,
} from '../../domain/home-care/bed-step.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { workOf } from '../aid-cases/aid-cases.ts'
import type { Context } from '../kernel/context.ts'
import { ownWorker } from '../service-orders/service-orders.ts'
import { type LifeSign, noteSigns } from '../silence/silence.ts'
import { bedsFor, judgedVisit, type KeptBed, knownOf } from './beds.ts'

type Told = { counts: boolean | null }
type Worker = NonNullable<Awaited<ReturnType<typeof ownWorker>>>

const notHers = () =>
  new Refused(
    'not_found',
    '这张床位不由您的机构照护，或已经终止。记录仍保留在手机上，请联系机构核对后再处理。',
  )

interface Call {
  id: string
  bedId: string
  workerId: string
  startedAt: string
  endedAt: string | null
  counts: boolean | null
}

interface Turn {
  context: Context
  worker: Worker
  beds: Map<string, KeptBed>
  known: Awaited<ReturnType<typeof knownOf>>
  calls: Map<string, Call>
  /** What has to be written: calls that began or ended, visits, and the life they were a sign of. */
  changed: Map<string, ReturnType<typeof callRow>>
  visits: (ReturnType<typeof judgedVisit> & { photoIds: string[] })[]
  signs: LifeSign[]
}

/** A whole push at once, each step in its turn. Harmless twice: a visit that is there is answered with itself. */
export async function takeBedSteps(
  context: Context,
  steps: readonly BedStepInput[],
): Promise<(Told | Refused)[]> {
  const worker = await ownWorker(context)
  if (worker === null) return steps.map(notHers)
  const { countyCode } = worker
  const beds = await bedsFor(context, countyCode, [...new Set(steps.map(({ bedId }) => bedId))])
  const turn: Turn = {
    ...{
      context,
      worker,
      beds: new Map(beds.map(bed => [bed.id, bed])),
      known: await knownOf(context, beds),
    },
    calls: await callsOf(context, countyCode, steps),
    ...{ changed: new Map(), visits: [], signs: [] },
  }
  const told = steps.map(step =>
    inTurn(() => (step.countyCode === countyCode ? take(turn, step) : notHers())),
  )
  await write(turn)
  return told
}

/** What a rule refuses is that step's answer; the others of the push go on. */
function inTurn(step: () => Told | Refused): Told | Refused {
  try {
    return step()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

async function callsOf(
  { tx }: Context,
  countyCode: string,
  steps: readonly BedStepInput[],
): Promise<Map<string, Call>> {
  const ids = [...new Set(steps.map(({ visitId }) => visitId))]
  const rows = await tx
    .selectFrom('homeBedCalls as c')
    .leftJoin('homeBedVisits as v', join =>
      join.onRef('v.countyCode', '=', 'c.countyCode').onRef('v.id', '=', 'c.id'),
    )
    .select(['c.id', 'c.bedId', 'c.workerId', 'c.startedAt', 'c.endedAt', 'v.counts'])
    .where('c.countyCode', '=', countyCode)
    .where('c.id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

function take(turn: Turn, step: BedStepInput): Told {
  const { worker, calls } = turn
  const bed = turn.beds.get(step.bedId.toLowerCase())
  // Whoever of the provider was there was there, whoever it was to be.
  if (!bed || bed.providerId !== worker.providerId) throw notHers()
  const call = calls.get(step.visitId.toLowerCase())
  if (call && (call.bedId !== bed.id || call.workerId !== worker.id))
    throw new Refused('conflict', '这个编号已经用于另一次上门，两条都已保留，请联系机构核对。')
  if (step.kind === 'arrive') return call ? { counts: null } : arrive(turn, bed, step)
  if (!call)
    throw new Refused('not_found', '没有找到这次上门的签到，它可能被退回了。请联系机构补登这次上门。')
  return call.endedAt === null ? leave(turn, bed, step, call) : { counts: call.counts }
}

function arrive(turn: Turn, bed: KeptBed, step: BedStepInput): Told {
  const { context, worker } = turn
  const { visitId, happenedAt } = step
  checkVisitDay(bed, bed.stays, dayOf(new Date(happenedAt)), context.today)
  const id = visitId.toLowerCase()
  turn.calls.set(id, {
    ...{ id, bedId: bed.id, workerId: worker.id, startedAt: happenedAt, endedAt: null, counts: null },
  })
  turn.changed.set(id, callRow(context, worker, bed, step))
  turn.signs.push(signOf(bed, happenedAt))
  return { counts: null }
}

function leave(turn: Turn, bed: KeptBed, step: BedStepInput, call: Call): Told {
  const { context, worker } = turn
  const { happenedAt, place, tasks, found, vitals } = step
  checkLeaving(step)
  const minutes = minutesOfVisit(call.startedAt, happenedAt)
  const visit = judgedVisit(context, bed, turn.known, {
    ...{ id: call.id, visitedOn: dayOf(new Date(call.startedAt)), minutes, tasks },
    ...{ workerName: worker.name, note: found },
  })
  turn.visits.push({ ...visit, photoIds: picturesKept(step) })
  turn.calls.set(call.id, { ...call, endedAt: happenedAt, counts: visit.counts })
  const begun = turn.changed.get(call.id) ?? {
    ...callRow(context, worker, bed, { ...step, place: null }),
    startedAt: call.startedAt,
  }
  turn.changed.set(call.id, {
    ...{ ...begun, endedAt: happenedAt, endedLon: place?.lon ?? null, endedLat: place?.lat ?? null },
    vitalsSealed: vitals === null ? null : context.sealer.seal(JSON.stringify(vitals)),
  })
  turn.signs.push(signOf(bed, happenedAt))
  return { counts: visit.counts }
}

function callRow({ now, actor }: Context, worker: Worker, bed: KeptBed, step: BedStepInput) {
  const { visitId, happenedAt, place, clockOffsetMs } = step
  return {
    ...{ countyCode: bed.countyCode, id: visitId.toLowerCase(), regionCode: bed.regionCode, bedId: bed.id },
    ...{ elderId: bed.elderId, workerId: worker.id, startedAt: happenedAt },
    ...{ startedLon: place?.lon ?? null, startedLat: place?.lat ?? null },
    endedAt: null as string | null,
    endedLon: null as number | null,
    endedLat: null as number | null,
    vitalsSealed: null as string | null,
    ...{ clockOffsetMs: clockOffsetMs ?? null, deviceId: actor.deviceId, recordedAt: now.toISOString() },
  }
}

/** Whoever was served was at home and alive then. */
const signOf = ({ countyCode, elderId }: KeptBed, at: string): LifeSign => ({
  ...{ countyCode, elderId, kind: 'servedAtHome', at },
})

async function write({ context, changed, visits, signs }: Turn): Promise<void> {
  const { tx } = context
  if (changed.size > 0)
    await tx
      .insertInto('homeBedCalls')
      .values([...changed.values()])
      .onConflict(known =>
        known.columns(['countyCode', 'id']).doUpdateSet(row => ({
          endedAt: row.ref('excluded.endedAt'),
          endedLon: row.ref('excluded.endedLon'),
          endedLat: row.ref('excluded.endedLat'),
          vitalsSealed: row.ref('excluded.vitalsSealed'),
        })),
      )
      .execute()
  if (visits.length > 0) await tx.insertInto('homeBedVisits').values(visits).execute()
  if (signs.length > 0) await noteSigns(workOf(context), signs)
}
