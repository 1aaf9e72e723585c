// Complaints that are late: the owner is told when the provider keeps silent, and an office further up takes them over
// when they are not settled in time.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import {
  type ComplaintStage,
  climbedText,
  climbedTo,
  climbsAtMost,
  nextClimbOn,
} from '../../domain/settlements/complaint.ts'
import { ownersFor } from '../accounts/accounts.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { type NewNotice, raiseNotices } from '../notices/notices.ts'
import { regionNamesOf } from '../regions/regions.ts'

const climbedAtOnce = 500

interface Late {
  countyCode: string
  id: string
  regionCode: string
  elderName: string
  providerName: string
  ownerId: string | null
  climbs: number
  climbedOn: Day | null
  stage: ComplaintStage
  settleDueOn: Day
}

async function lateOnes(tx: Transaction, wanted: RawBuilder<unknown>): Promise<Late[]> {
  const { rows } = await sql<Late>`
    select c.county_code, c.id, c.region_code, e.name as elder_name, p.name as provider_name, c.owner_id, c.climbs,
      c.climbed_on, c.stage, c.settle_due_on
    from service_complaints c
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    join service_providers p on p.county_code = c.county_code and p.id = c.provider_id
    where c.stage <> 'complaintClosed' and ${wanted}
    order by c.county_code, c.id limit ${climbedAtOnce} for update of c skip locked`.execute(tx)
  return rows
}

/** A job, each morning; can run twice. */
export async function climbComplaints(system: System): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  await system.connections.db.transaction().execute(async tx => {
    const notices = [...(await tellSilence(tx, today)), ...(await climb(system, tx, now, today))]
    await raiseNotices(tx, { now, wake: job => system.wake(job) }, notices)
  })
}

const subjectOf = ({ countyCode, id, regionCode, elderName }: Late) => ({
  ...{
    countyCode,
    regionCode,
    names: [elderName],
    kind: 'complaintLate' as const,
    urgency: 'normal' as const,
  },
  subject: { module: 'settlements', id },
})

/** Once: the owner may decide without an answer. */
async function tellSilence(tx: Transaction, today: Day): Promise<NewNotice[]> {
  const silent = await lateOnes(
    tx,
    sql`c.stage = 'awaitsAnswer' and c.answer_due_on < ${today} and c.told_late_on is null and c.owner_id is not null`,
  )
  await mark(tx, silent, sql`told_late_on = ${today}`)
  return silent.flatMap(one =>
    one.ownerId === null
      ? []
      : [
          {
            ...{ ...subjectOf(one), toAccountId: one.ownerId, occasion: 'silent' },
            text: `${one.elderName}的投诉，${one.providerName}没有按期答复。不用再等，可以直接处理。`,
          },
        ],
  )
}

async function mark(tx: Transaction, late: readonly Late[], change: RawBuilder<unknown>): Promise<void> {
  if (late.length === 0) return
  await sql`
    update service_complaints c set ${change}
    from unnest(${late.map(one => one.countyCode)}::text[], ${late.map(one => one.id)}::uuid[]) as l (county_code, id)
    where c.county_code = l.county_code and c.id = l.id`.execute(tx)
}

async function climb(system: System, tx: Transaction, now: Date, today: Day): Promise<NewNotice[]> {
  const late = (await lateOnes(tx, sql`c.settle_due_on < ${today} and c.climbs < ${climbsAtMost}`)).filter(
    one => {
      const days = system.settings.value('complaint.climbDays', one.regionCode, today)
      const on = nextClimbOn(one, days)
      return on !== null && on <= today
    },
  )
  const placeOf = (one: Late) => ancestorAt(one.regionCode, climbedTo(one.climbs))
  const owners = await ownersFor(tx, [...new Set(late.map(placeOf))], today)
  const climbed = late.flatMap(one => {
    const ownerId = owners.get(placeOf(one)) ?? null
    return ownerId === null ? [] : [{ ...one, newOwnerId: ownerId }]
  })
  if (climbed.length === 0) return []
  await sql`
    update service_complaints c set owner_id = l.owner_id, climbs = c.climbs + 1, climbed_on = ${today}
    from unnest(${climbed.map(one => one.countyCode)}::text[], ${climbed.map(one => one.id)}::uuid[],
      ${climbed.map(one => one.newOwnerId)}::uuid[]) as l (county_code, id, owner_id)
    where c.county_code = l.county_code and c.id = l.id`.execute(tx)
  await tx
    .insertInto('complaintEvents')
    .values(
      climbed.map(one => ({
        ...{ countyCode: one.countyCode, regionCode: one.regionCode, complaintId: one.id },
        ...{ id: uuidV7(now.getTime(), randomBytes(10)), deed: 'climbComplaint' as const, wordsSealed: null },
        ...{ byAccountId: null, happenedAt: now.toISOString() },
      })),
    )
    .execute()
  return noticesOf(system, tx, climbed, today)
}

type Climbed = Late & { newOwnerId: string }

/** To whom it comes, and to whom it was until today: she is not relieved of it. */
async function noticesOf(
  system: System,
  tx: Transaction,
  climbed: readonly Climbed[],
  today: Day,
): Promise<NewNotice[]> {
  const placesOf = ({ regionCode, climbs }: Late) => ({
    county: ancestorAt(regionCode, 'county'),
    here: ancestorAt(regionCode, climbedTo(climbs)),
    next: ancestorAt(regionCode, climbedTo(climbs + 1)),
  })
  const names = await regionNamesOf(
    tx,
    climbed.flatMap(one => Object.values(placesOf(one))),
  )
  return climbed.flatMap(one => {
    const places = placesOf(one)
    const nameOf = (code: string) => names.get(code) ?? ''
    const days = system.settings.value('complaint.climbDays', one.regionCode, today)
    const on = nextClimbOn({ ...one, climbs: one.climbs + 1, climbedOn: today }, days)
    const told = {
      ...{ ...subjectOf(one), toAccountId: one.newOwnerId, occasion: `climb ${one.climbs + 1}` },
      text: climbedText({
        ...one,
        workedOnIn: one.climbs === 0 ? null : nameOf(places.county),
        next: on === null ? null : { on, place: nameOf(places.next) },
      }),
    }
    if (one.ownerId === null || one.ownerId === one.newOwnerId) return [told]
    return [
      told,
      {
        ...{ ...subjectOf(one), toAccountId: one.ownerId, occasion: `climbed ${one.climbs + 1}` },
        text: `${one.elderName}对${one.providerName}的投诉没有按期办结，今天升级到${nameOf(places.here)}。请继续抓紧办理。`,
      },
    ]
  })
}
