// What the list of beds says: what the phone carries with the visits told on it since, sent or not; and telling one.
import {
  type BedStepInput,
  type CarriedBed,
  type CarriedBeds,
  checkLeaving,
} from '../../domain/home-care/bed-step.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { CarriedOrders } from '../../domain/service-orders/carried.ts'
import { newId } from '../../ui/client.ts'
import type { Opened } from '../open-phone.ts'
import type { KeptAct } from '../outbox.ts'
import { findPlace } from '../visits/place.ts'

/** What the home of a worker keeps; a phone of an older app has no beds in it. */
export type WorkerCarried = CarriedOrders & { beds?: CarriedBeds | null }

export interface BedToday {
  bed: CarriedBed
  /** The visit she is at. */
  open: { visitId: string; startedAt: string } | null
  doneToday: boolean
  /** Counted by the server, and told here since it was asked. */
  monthVisits: number
  refused: number
}

export function bedsToday(carried: CarriedBeds, acts: readonly KeptAct[]): BedToday[] {
  const steps = acts.filter(kept => kept.act.operation === 'homeBed.step')
  return carried.beds.map(bed => {
    const own = steps.filter(kept => (kept.act.input as BedStepInput).bedId === bed.id)
    const standing = own
      .filter(kept => kept.state === 'waiting' || kept.state === 'sent')
      .map(kept => kept.act.input as BedStepInput)
    const left = new Set(standing.filter(({ kind }) => kind === 'leave').map(({ visitId }) => visitId))
    const arrived = standing
      .filter(({ kind, visitId }) => kind === 'arrive' && !left.has(visitId))
      .map(({ visitId, happenedAt }) => ({ visitId, startedAt: happenedAt }))
    const known = bed.open && !left.has(bed.open.visitId) ? [bed.open] : []
    // One forgotten on an earlier day is the office's to write up.
    const open = [...arrived, ...known].find(({ startedAt }) => dayOf(new Date(startedAt)) === carried.today)
    const waiting = own.filter(kept => kept.state === 'waiting')
    const leaving = waiting.filter(kept => (kept.act.input as BedStepInput).kind === 'leave').length
    return {
      ...{ bed, open: open ?? null, monthVisits: bed.monthVisits + leaving },
      doneToday:
        bed.lastVisitOn === carried.today ||
        standing.some(
          ({ kind, happenedAt }) => kind === 'leave' && dayOf(new Date(happenedAt)) === carried.today,
        ),
      refused: own.filter(kept => kept.state === 'refused').length,
    }
  })
}

/** Whom she is with first, then who is owed most. */
export function inOrder(beds: readonly BedToday[]): BedToday[] {
  const rank = ({ open, doneToday, bed }: BedToday) => (open ? 0 : doneToday ? 3 : bed.paused ? 2 : 1)
  const owed = ({ bed, monthVisits }: BedToday) => bed.monthlyVisits - monthVisits
  return [...beds].sort((one, other) => rank(one) - rank(other) || owed(other) - owed(one))
}

type Said = Pick<BedStepInput, 'tasks' | 'found' | 'vitals'>

async function stepOf(
  phone: Opened,
  { countyCode, id }: CarriedBed,
  step: Pick<BedStepInput, 'kind' | 'visitId'> & Partial<Said>,
): Promise<BedStepInput> {
  const { clock } = phone.work.read()
  const offsetMs = clock?.offsetMs ?? 0
  const happenedAt = new Date(Date.now() + offsetMs).toISOString()
  const place = await findPlace()
  return {
    ...{ countyCode, bedId: id, happenedAt, place, tasks: [], found: null, vitals: null, photoIds: [] },
    ...step,
    ...(clock && { clockOffsetMs: offsetMs }),
  }
}

const aboutOf = ({ elderId, elderName }: CarriedBed) => ({ elderId, label: elderName })

/** Durable when it returns; sent when there is a line. */
export async function keepArrival(phone: Opened, bed: CarriedBed): Promise<void> {
  const step = await stepOf(phone, bed, { kind: 'arrive', visitId: newId() })
  await phone.work.keepAct('homeBed.step', step, aboutOf(bed))
  void phone.sending.run({ force: true })
}

export async function keepLeaving(
  phone: Opened,
  bed: CarriedBed,
  visitId: string,
  said: Said,
): Promise<void> {
  checkLeaving(said)
  const step = await stepOf(phone, bed, { kind: 'leave', visitId, ...said })
  await phone.work.leaveBed(step, aboutOf(bed))
  void phone.sending.run({ force: true })
}
